"""The steps of the server's file. One rule: a step never imports `db.shelter.tables`."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from db.steps import climb
from kiosk.problem import Damaged

HEAD = "s0001"
"""The newest revision; a test proves that the steps lead here."""

_HOME = Path(__file__).parent


def bring_up(connection: Connection, target: str = "head") -> None:
    """Run the steps that are missing, in the caller's transaction. Raises Damaged for a revision nobody knows."""
    newer = "The server's database comes from a newer version of this program; install that and try again."
    climb(connection, _HOME, target, Damaged(newer))
