"""How connections to the server's file are made, and how the file is born. One rule: it appears under its name only
when it is whole.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, insert

from db.birth import sync_folder
from db.engine import BUSY_SECONDS
from db.faults import as_problems
from db.shelter import tables
from db.shelter.migrations import HEAD, bring_up
from db.steps import revision_of
from kiosk.problem import Damaged

_READERS = 4
_PRAGMAS = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA secure_delete=ON", "PRAGMA temp_store=MEMORY")
_TAILS = ("", "-wal", "-shm", "-journal")


def _plain_connection(path: Path, mode: str) -> sqlite3.Connection:
    """SQLite's own connection in autocommit, for any one thread at a time. Raises sqlite3.Error."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=True)
    for pragma in _PRAGMAS:
        connection.execute(pragma).close()
    return connection


def make_engine(path: Path, begin: str, mode: str = "rw") -> Engine:
    """An engine whose transactions start with `begin` (BEGIN to read, BEGIN IMMEDIATE to write)."""

    def connect(*_: Any) -> sqlite3.Connection:
        return _plain_connection(path, mode)

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=_READERS, max_overflow=-1, hide_parameters=True
    )
    event.listen(engine, "begin", lambda connection: _begin(connection, begin))
    return engine


def _begin(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement)


def ready(path: Path) -> None:
    """Make the file when there is none, bring it to today's tables when it is older. Raises DiskFull, ReadOnlyFolder,
    Damaged, DatabaseFailed.
    """
    with as_problems("server"):
        if not path.exists():
            _bear(path)
        engine = make_engine(path, "BEGIN IMMEDIATE")
        try:
            with engine.connect() as connection, connection.begin():
                revision = revision_of(connection)
                if revision is None:
                    raise Damaged("The server's database has none of its tables; keep the file and call IT.")
                if revision != HEAD:
                    bring_up(connection)
        finally:
            engine.dispose()


def _bear(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    young = path.with_name(path.name + ".new")
    for tail in _TAILS:
        Path(f"{young}{tail}").unlink(missing_ok=True)
    engine = make_engine(young, "BEGIN IMMEDIATE", mode="rwc")
    with engine.connect() as connection, connection.begin():
        bring_up(connection)
        row = {"id": 1, "incarnation": secrets.token_bytes(16), "schedule_version": 0}
        connection.execute(insert(tables.store), row)
    engine.dispose()  # the last connection folds the write-ahead log in and removes it
    young.chmod(0o600)
    with young.open("rb+") as file:
        os.fsync(file.fileno())
    young.rename(path)
    sync_folder(path.parent)
