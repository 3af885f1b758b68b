"""The desk's one SQLite file. One rule: it appears under its name only when it is whole, and keeps no log behind.

Every act has a connection of its own: closing it, as the file's only one, folds the write-ahead log in and removes it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from db.birth import sync_folder
from db.desk.migrations import HEAD, bring_up
from db.engine import make_engine
from db.faults import as_problems
from db.steps import revision_of
from kiosk.problem import Damaged

_TAILS = ("", "-wal", "-shm", "-journal")
T = TypeVar("T")


class DeskFile:
    """Acts on one database file, born with the first of them. For one thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = make_engine(path)
        self._known = False

    def act(self, work: Callable[[Connection], T]) -> T:
        """One transaction, durable when this returns. Raises DiskFull, ReadOnlyFolder, Damaged, DatabaseFailed."""
        with as_problems("desk"):
            if not self._path.exists():
                _bear(self._path)
            with self._engine.connect() as connection, connection.begin():
                self._recognise(connection)
                return work(connection)

    def _recognise(self, connection: Connection) -> None:
        if self._known:
            return
        revision = revision_of(connection)
        if revision is None:
            raise Damaged("The desk's database has none of its tables; keep the file and call IT.")
        if revision != HEAD:
            bring_up(connection)
        self._known = True


def _bear(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    young = path.with_name(path.name + ".new")
    for tail in _TAILS:
        Path(f"{young}{tail}").unlink(missing_ok=True)
    engine = make_engine(young, birth=True)
    with engine.connect() as connection, connection.begin():
        bring_up(connection)
    young.chmod(0o600)
    with young.open("rb+") as file:
        os.fsync(file.fileno())
    young.rename(path)
    sync_folder(path.parent)
