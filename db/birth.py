"""How the kiosk's file comes into the world. One rule: it appears under its name only when it is whole.

It is built under another name and renamed, so that a kill at any moment leaves either no file or a finished
one, and a `-journal` beside it can only be a stranger's.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from sqlalchemy import insert

from db import tables
from db.engine import make_engine
from db.migrations import bring_up

_UNFINISHED = ("", "-wal", "-shm", "-journal")


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def bear(path: Path) -> None:
    """Make an empty store at `path`: every table, a random chain at batch 0, marks at 0. Raises as SQLite
    does.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    young = path.with_name(path.name + ".new")
    for tail in _UNFINISHED:
        Path(f"{young}{tail}").unlink(missing_ok=True)
    with make_engine(young, birth=True).connect() as connection, connection.begin():
        bring_up(connection)
        connection.execute(insert(tables.link), {"id": 1, "chain": secrets.token_bytes(8), "bno": 0, "prev": bytes(32)})
        connection.execute(insert(tables.mark), {"id": 1, "epoch": 0, "schedule_version": 0})
    young.chmod(0o600)
    with young.open("rb+") as file:
        os.fsync(file.fileno())
    young.rename(path)
    sync_folder(path.parent)
