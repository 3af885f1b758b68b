"""The kiosk's one SQLite file. One rule: a second act never begins before the first one's log is folded in
and gone.

So no image of the disk, whenever it is taken, holds more than the one act that has just ended
(docs/adr/0003).
"""

from __future__ import annotations

import errno
import os
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import Protocol, TypeVar, cast

from sqlalchemy import Connection

from db.ballast import Ballast
from db.birth import bear, sync_folder
from db.engine import make_engine
from db.faults import DatabaseFailed, as_problems
from db.migrations import HEAD, bring_up
from db.steps import revision_of
from kiosk.ports.clock import Clock, SystemClock
from kiosk.problem import Damaged, DiskFull, Problem

HALF_HOUR = 1800  # seconds
_HEADER = 100  # bytes; https://sqlite.org/fileformat.html section 1.3
_WAL_MODE = b"\x02\x02"
T = TypeVar("T")


class Acts(Protocol):
    """What does one transaction, and raises the disk's Problems."""

    def act(self, work: Callable[[Connection], T]) -> T: ...


class KioskFile:
    """Acts on one database file, safe to call from several threads. The file is born with the first act."""

    def __init__(self, path: Path, clock: Clock | None = None) -> None:
        self.path = path
        self._clock = clock or SystemClock()
        self._engine = make_engine(path)
        self._ballast = Ballast(path.with_name("ballast"))
        self._lock = RLock()
        self._pending: Connection | None = None  # committed, its log not yet folded into the file
        self._known = False  # header, revision and tables were seen to be right
        self._stamp = 0
        self.new_half_hour()

    def new_half_hour(self) -> None:
        """From now on the file and its folder carry the half hour that the wall clock is in."""
        self._stamp = max(0, int(self._clock.wall().timestamp())) // HALF_HOUR * HALF_HOUR

    def act(self, work: Callable[[Connection], T]) -> T:
        """One transaction, its log folded in at once. What fails after the commit is left to `settle`."""
        with self._lock:
            result = self.swift(work)
            with suppress(Problem):
                self._fold()
            return result

    def swift(self, work: Callable[[Connection], T]) -> T:
        """One transaction, durable when this returns: two WAL syncs. The caller sees to `settle` soon after.

        A full disk is given the ballast and the work is done again, so `work` must be safe to repeat.
        """
        with self._lock:
            try:
                return self._commit(work)
            except DiskFull:
                if not self._ballast.release():
                    raise
                return self._commit(work)

    def settle(self) -> None:
        """Fold the log in, leave none behind, flatten time stamps, take the ballast again when there is room."""
        self._ballast.restore()
        with self._lock:
            self._fold()
            with as_problems():
                self._flatten()

    def move_aside(self) -> Path:
        """Put a file that SQLite cannot read out of the way, byte for byte; the next act makes a new one."""
        with self._lock, as_problems():
            self._let_go()
            self._known = False
            away = self.path.with_name(f"{self.path.name}.damaged-{secrets.token_hex(4)}")
            for tail in ("-wal", "-journal", ""):
                with suppress(FileNotFoundError):
                    Path(f"{self.path}{tail}").rename(f"{away}{tail}")
            sync_folder(self.path.parent)
            return away

    def _commit(self, work: Callable[[Connection], T]) -> T:
        self._fold()
        with as_problems():
            self._recognise()
            connection = self._engine.connect()
            try:
                with connection.begin():
                    result = work(connection)
            except BaseException:
                self._known = False
                connection.close()
                raise
            self._pending = connection
            return result

    def _recognise(self) -> None:
        """Make the file or see that it is ours: WAL mode, no stale journal, today's tables."""
        if not self.path.exists():
            bear(self.path)
        if not all(os.access(place, os.W_OK) for place in (self.path, self.path.parent)):
            raise PermissionError(errno.EACCES, "read-only")  # SQLite itself would speak of a lock that failed
        self._inspect_header()
        if self._known:
            return
        with self._engine.connect() as connection, connection.begin():
            revision = revision_of(connection)
            if revision is None:
                raise Damaged("The kiosk's database has none of its tables; keep the file and call IT.")
            if revision != HEAD:
                bring_up(connection)
        self._known = True

    def _inspect_header(self) -> None:
        with self.path.open("rb") as file:
            untrusted_header = file.read(_HEADER)
        if len(untrusted_header) < _HEADER or not untrusted_header.startswith(b"SQLite format 3\0"):
            raise Damaged("The kiosk's database is damaged; keep the file and call IT.")
        if Path(f"{self.path}-journal").exists():
            raise DatabaseFailed(
                "An old journal lies beside the kiosk's database and would undo records; let IT move it away."
            )
        if untrusted_header[18:20] != _WAL_MODE:
            raise Damaged("The kiosk's database was changed by another program; keep the file and call IT.")

    def _fold(self) -> None:
        """Checkpoint and remove the log of the act before, or of a process that was killed."""
        with as_problems():
            log = Path(f"{self.path}-wal")
            if self._pending is None and not log.exists():
                return
            if self._pending is None:
                self._recognise()
            connection = self._pending or self._engine.connect()
            self._pending = connection
            try:
                plain = cast(sqlite3.Connection, connection.connection.driver_connection)
                plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
            finally:
                self._let_go()
            self._flatten()

    def _let_go(self) -> None:
        connection, self._pending = self._pending, None
        if connection is not None:
            connection.close()

    def _flatten(self) -> None:
        for place in (self.path, self.path.parent):
            if place.exists():
                os.utime(place, (self._stamp, self._stamp))
