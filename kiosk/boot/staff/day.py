"""`DIR/kiosk/today.toml`: what staff chose for the day. One rule: choosing never fails; a disk that does not take it
is told on the staff page, and the choice holds until the kiosk is closed.
"""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from threading import Lock
from zoneinfo import ZoneInfo

from kiosk import folder
from kiosk.ports.clock import Clock
from kiosk.problem import Problem
from kiosk.visit.today import LIMIT, Today, encode_today, parse_today

log = logging.getLogger(__name__)


class DayFile:
    """The `DayBook` of a real kiosk. Safe to call from several threads."""

    def __init__(self, path: Path, timezone: ZoneInfo, clock: Clock) -> None:
        self._path, self._timezone, self._clock = path, timezone, clock
        self._lock = Lock()
        self._day = self._present()
        self._today = self._read()

    def today(self) -> Today:
        with self._lock:
            if self._day != (day := self._present()):
                self._day, self._today = day, Today()
            return self._today

    def choose(self, today: Today) -> None:
        with self._lock:
            self._day, self._today = self._present(), today
            try:
                folder.replace(self._path, encode_today(today, self._day))
            except Problem as problem:
                log.warning("today's choices are in memory only: %s", problem.code)

    def _present(self) -> date:
        return self._clock.wall().astimezone(self._timezone).date()

    def _read(self) -> Today:
        try:
            return parse_today(folder.read(self._path, LIMIT), self._day)
        except folder.MissingFile:
            return Today()
        except Problem as problem:
            log.warning("today's choices cannot be read: %s", problem.code)
            return Today()
