"""The schedule that the server goes by, read from its folder. One rule: a newer one counts from the next request on,
an older or foreign one never, not even after a restart.
"""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Lock

from kiosk import folder
from kiosk.formats import schedule
from kiosk.formats.demo_flag import says_demo
from kiosk.formats.head import BNO_TOP
from kiosk.formats.schedule import OldSchedule, Schedule
from kiosk.ports.shelter_store import Busy, ShelterStore, Unavailable
from kiosk.problem import Damaged, Problem

_log = logging.getLogger(__name__)
Stamp = tuple[int, int, int]


class ScheduleFile:
    """The file at `path`, verified by the pinned authority's key. Safe to use from several threads."""

    def __init__(self, path: Path, authority_ed32: bytes, store: ShelterStore) -> None:
        """Raises MissingFile, Damaged, WrongKey, OldSchedule."""
        self._path = path
        self._authority_ed32 = authority_ed32
        self._store = store
        self._lock = Lock()
        self._stamp = self._look()
        self._known, self._signed = self._read()

    def current(self) -> Schedule:
        """The newest schedule that ever lay there."""
        return self._refreshed()[0]

    def signed(self) -> bytes:
        """The bytes of its file."""
        return self._refreshed()[1]

    def _refreshed(self) -> tuple[Schedule, bytes]:
        with self._lock:
            stamp = self._look()
            if stamp != self._stamp:
                self._take()
                self._stamp = stamp
            return self._known, self._signed

    def _take(self) -> None:
        """Raises Busy, Unavailable: then the file is looked at again with the next request."""
        try:
            self._known, self._signed = self._read(self._known)
        except (Busy, Unavailable):
            raise
        except Problem as problem:
            _log.warning("The new schedule is not taken: %s [%s]", problem.sentence, problem.code)

    def _look(self) -> Stamp:
        try:
            found = self._path.stat()
        except OSError:
            return 0, 0, 0
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _read(self, known: Schedule | None = None) -> tuple[Schedule, bytes]:
        untrusted = folder.read(self._path, schedule.LIMIT)
        demo = says_demo(untrusted) if known is None else known.demo
        found = schedule.parse_and_verify(untrusted, self._authority_ed32, demo=demo)
        if found.version > BNO_TOP:
            raise Damaged("The schedule's version is larger than any that a server keeps; ask the site for another.")
        if known is not None:
            schedule.check_follows(known, found)
        if self._store.raise_schedule(found.version) > found.version:
            raise OldSchedule(
                "This schedule is older than one that this server has seen; copy the newest from the site."
            )
        return found, untrusted
