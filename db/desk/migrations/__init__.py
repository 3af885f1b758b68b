"""Alembic's steps for the desk's file. One rule: a step never imports `db.desk.tables`."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from db.faults import DatabaseFailed

HEAD = "d0001"
"""The newest revision; a test proves that the steps lead here."""

_HOME = Path(__file__).parent


def bring_up(connection: Connection, target: str = "head") -> None:
    """Run the steps that are missing, in the caller's transaction. Raises DatabaseFailed for an unknown revision."""
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
            "The desk's database comes from a newer version of this program; install that and try again."
        ) from error
