"""A copy of the server's file while it is in use. One rule: it is whole by SQLite's own account, or there is none."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from db.faults import as_problems
from kiosk.problem import Damaged


def copy_store(path: Path, to: Path) -> None:
    """Copy a store's file, durable when this returns. Raises DiskFull, ReadOnlyFolder, Damaged, DatabaseFailed.

    SQLite's online backup reads one consistent state beside a running server (https://sqlite.org/backup.html).
    """
    with as_problems("server"):
        source = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(source, uri=True)) as running, closing(sqlite3.connect(to)) as copy:
            running.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE").close()  # one file, nothing beside it
            if copy.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise Damaged("The copy of the server's database is damaged; check both disks and try again.")
        to.chmod(0o600)
        with to.open("rb+") as file:
            os.fsync(file.fileno())


def check_store(path: Path) -> None:
    """Returns when SQLite finds a store's file whole, beside a running server. Raises Damaged, DatabaseFailed."""
    with as_problems("server"), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as store:
        if store.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise Damaged("The server's database is damaged; keep the file and call IT.")
