"""The kiosk's file as it lies on the disk, looked at from memory. One rule: neither the file nor a kiosk that has it
open notices anything; what is written here is written to the image alone.

SQLite would make a `-shm` file and take locks even to read (https://sqlite.org/wal.html#read_only_databases). Plain
bytes do neither. The kiosk's own process must not do this: closing any descriptor of the file would drop its locks
(https://sqlite.org/howtocorrupt.html section 2.2).
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import TypeVar

from sqlalchemy import Connection, StaticPool, create_engine, select, text

from db.batches import read_whole
from db.faults import as_problems
from db.migrations import HEAD
from db.steps import revision_of
from db.tables import damaged_batch
from kiosk.problem import Damaged

TRIES, PAUSE = 20, 0.1
"""A kiosk's act is over in some milliseconds, its log with it."""
_VERSIONS = slice(18, 20)
"""Header bytes that ask for a write-ahead log; 1 is the journal that an image in memory can have."""
_BROKEN = "The kiosk's database is damaged; keep the file and call IT."
T = TypeVar("T")


class KioskImage:
    """`db.file.Acts` over a copy in memory. `has_log`: a log lay beside the file all the while, so that the last act is
    missing here: the kiosk was killed in it, and its next start folds it in.
    """

    def __init__(self, path: Path) -> None:
        """Raises Damaged, DatabaseFailed, and what the disk refuses."""
        with as_problems():
            content, self.has_log = _settled(path)
            if not content.startswith(b"SQLite format 3\0"):
                raise Damaged(_BROKEN)
            content[_VERSIONS] = b"\x01\x01"
            memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            memory.deserialize(bytes(content))
        self._lock = RLock()
        self._engine = create_engine("sqlite://", creator=lambda: memory, poolclass=StaticPool, hide_parameters=True)

    def act(self, work: Callable[[Connection], T]) -> T:
        with self._lock, as_problems(), self._engine.connect() as connection:
            return work(connection)

    def close(self) -> None:
        self._engine.dispose()

    def is_current(self) -> bool:
        """Whether it has today's tables; an older one is brought up by the kiosk's next start."""
        return self.act(revision_of) == HEAD

    def check(self) -> None:
        """Returns when SQLite finds the file whole and the open batch matches its digest. Raises Damaged."""
        if self.act(lambda connection: connection.scalar(text("PRAGMA quick_check(1)"))) != "ok":
            raise Damaged(_BROKEN)
        self.act(read_whole)

    def has_set_aside(self) -> bool:
        """Whether an open batch was damaged once and is kept for IT."""
        return self.act(lambda connection: connection.scalar(select(damaged_batch.c.number).limit(1))) is not None


def _settled(path: Path) -> tuple[bytearray, bool]:
    """The bytes between two acts, and whether there was no such moment."""
    log = Path(f"{path}-wal")
    for _ in range(TRIES):
        if not log.exists():
            content = path.read_bytes()
            if not log.exists() and content == path.read_bytes():
                return bytearray(content), False
        time.sleep(PAUSE)
    return bytearray(path.read_bytes()), True
