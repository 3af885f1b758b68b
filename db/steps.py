"""How Alembic's steps are taken, for every file of ours. One rule: Alembic costs more to import than a whole finish, so
it is loaded only for a file that is not at its newest revision.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from kiosk.problem import Problem


def revision_of(connection: Connection) -> str | None:
    """The revision that a file says it is at; None for a file without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def climb(connection: Connection, home: Path, target: str, newer: Problem) -> None:
    """Run the steps in `home` that are missing, in the caller's transaction. Raises `newer` for a revision nobody
    knows.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(home).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, target)
    except CommandError as error:
        raise newer from error
