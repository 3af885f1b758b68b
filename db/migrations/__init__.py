"""Alembic's steps from an empty file to today's tables. One rule: a step never imports `db.tables`.

Alembic costs more to import than a whole finish, so it is loaded only when the file is not at `HEAD`.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from db.faults import DatabaseFailed

HEAD = "0002"
"""The newest revision; a test proves that the steps lead here."""

_HOME = Path(__file__).parent


def revision_of(connection: Connection) -> str | None:
    """The revision that a file says it is at; None for a file without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def bring_up(connection: Connection, target: str = "head") -> None:
    """Run the steps that are missing, in the caller's transaction. Raises Damaged for a revision nobody
    knows.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_HOME).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, target)
    except CommandError as error:
        raise DatabaseFailed(
            "The kiosk's database comes from a newer version of this program; install that and try again."
        ) from error
