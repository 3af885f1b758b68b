"""The steps of the kiosk's file from empty to today's tables. One rule: a step never imports `db.tables`."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from db.faults import DatabaseFailed
from db.steps import climb

HEAD = "0002"
"""The newest revision; a test proves that the steps lead here."""

_HOME = Path(__file__).parent


def bring_up(connection: Connection, target: str = "head") -> None:
    """Run the steps that are missing, in the caller's transaction. Raises DatabaseFailed for one nobody knows."""
    newer = "The kiosk's database comes from a newer version of this program; install that and try again."
    climb(connection, _HOME, target, DatabaseFailed(newer))
