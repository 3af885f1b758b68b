"""How a connection to the kiosk's file is made. One rule: one fresh connection for each act, none lives on.

A connection that lives on would count every finish in its write-ahead log (docs/adr/0003).
`locking_mode=EXCLUSIVE` keeps SQLite's index of that log in memory, so that no `-shm` file ever exists.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event

BUSY_SECONDS = 5.0
_PRAGMAS = (
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA wal_autocheckpoint=0",  # checkpoints are made by `settle` alone, off the guest's path
    "PRAGMA temp_store=MEMORY",
)
_BIRTH_PRAGMAS = ("PRAGMA page_size=4096", "PRAGMA auto_vacuum=NONE", "PRAGMA journal_mode=WAL")


def _plain_connection(path: Path, mode: str) -> sqlite3.Connection:
    """SQLite's own connection in autocommit: transactions begin where `_begin` says. Raises sqlite3.Error."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,  # opened by a finish, closed by settling: two threads, one lock
        uri=True,
    )
    try:
        for pragma in _PRAGMAS if mode == "rw" else _PRAGMAS + _BIRTH_PRAGMAS:
            connection.execute(pragma).close()
    except sqlite3.Error:
        connection.close()  # or it would keep its lock for as long as somebody looks at the error
        raise
    return connection


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def make_engine(path: Path, *, birth: bool = False) -> Engine:
    """An engine over one SQLite file. With `birth` the file is made, in WAL mode; without, it must be there."""

    def connect(*_: Any) -> sqlite3.Connection:
        return _plain_connection(path, "rwc" if birth else "rw")

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return engine
