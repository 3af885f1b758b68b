"""NaiveRows and its kin: stores as one would write them without thinking of metering. The proofs must fail on
them; a proof that a naive store passes proves nothing."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path


class NaiveRows:
    """One row for each visit, numbered by SQLite, over one connection that lives all day."""

    table = "CREATE TABLE visit (id INTEGER PRIMARY KEY, intake BLOB, tally BLOB)"
    add = "INSERT INTO visit (intake, tally) VALUES (?, ?)"
    checkpoints = True

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True)
        self._path = path
        self._connection = self._connect()
        self._connection.execute(self.table).close()

    def finish(self, intake: bytes, tally: bytes) -> None:
        self._connection.execute(self.add, self.values(intake, tally))
        if self.checkpoints:
            self._connection.execute("PRAGMA wal_checkpoint(RESTART)").close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None)
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=OFF"):
            connection.execute(statement).close()
        return connection

    def values(self, intake: bytes, tally: bytes) -> tuple[bytes, ...]:
        return intake, tally

    def close(self) -> None:
        self._connection.close()


class NaiveLog(NaiveRows):
    """The same, whose log is left alone."""

    checkpoints = False


class NaiveFresh(NaiveLog):
    """The same, over a fresh connection for each visit."""

    def finish(self, intake: bytes, tally: bytes) -> None:
        self._connection.close()
        self._connection = self._connect()
        super().finish(intake, tally)


class NaiveRandomKeys(NaiveRows):
    """Random keys WITHOUT ROWID: rows lie by key, yet what they spill over lies by arrival."""

    table = "CREATE TABLE visit (id BLOB PRIMARY KEY, intake BLOB, tally BLOB) WITHOUT ROWID"
    add = "INSERT INTO visit (id, intake, tally) VALUES (?, ?, ?)"

    def values(self, intake: bytes, tally: bytes) -> tuple[bytes, ...]:
        return os.urandom(16), intake, tally
