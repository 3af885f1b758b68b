"""`DIR/kiosk/today.toml`: what staff chose for the day. One rule: choosing never fails; a disk that does not take it
is told on the staff page, and the choice holds until the kiosk is closed.
"""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from kiosk import folder
from kiosk.ports.clock import Clock
from kiosk.problem import Problem
from kiosk.visit.profile import SiteProfile
from kiosk.visit.today import LIMIT, Today, encode_today, parse_today

if TYPE_CHECKING:
    from datetime import date

log = logging.getLogger(__name__)
UNCHOSEN = Today()


class DayFile:
    """The `DayBook` of a real kiosk. Safe to call from several threads. While nothing was chosen it asks for no day:
    the zone's rules take 3 ms to load, which the first frame would wait for.
    """

    def __init__(self, path: Path, profile: SiteProfile, clock: Clock) -> None:
        self._path, self._profile, self._clock = path, profile, clock
        self._lock = Lock()
        self._today = self._read()
        self._day = None if self._today == UNCHOSEN else self._present()

    def today(self) -> Today:
        with self._lock:
            if self._today != UNCHOSEN and self._day != self._present():
                self._today = UNCHOSEN
            return self._today

    def choose(self, today: Today) -> None:
        with self._lock:
            self._day, self._today = self._present(), today
            try:
                folder.replace(self._path, encode_today(today, self._day))
            except Problem as problem:
                log.warning("today's choices are in memory only: %s", problem.code)

    def _present(self) -> date:
        return self._clock.wall().astimezone(self._profile.timezone).date()

    def _read(self) -> Today:
        try:
            untrusted = folder.read(self._path, LIMIT)
            return parse_today(untrusted, self._present())
        except folder.MissingFile:
            return UNCHOSEN
        except Problem as problem:
            log.warning("today's choices cannot be read: %s", problem.code)
            return UNCHOSEN
