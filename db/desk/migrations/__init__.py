"""The steps of the desk's file. One rule: a step never imports `db.desk.tables`."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from db.faults import DatabaseFailed
from db.steps import climb

HEAD = "d0001"
"""The newest revision; a test proves that the steps lead here."""

_HOME = Path(__file__).parent


def bring_up(connection: Connection, target: str = "head") -> None:
    """Run the steps that are missing, in the caller's transaction. Raises DatabaseFailed for one nobody knows."""
    newer = "The desk's database comes from a newer version of this program; install that and try again."
    climb(connection, _HOME, target, DatabaseFailed(newer))
