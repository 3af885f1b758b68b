"""The desk's tables and their steps say the same, and every step goes both ways."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from db.desk import migrations, tables
from db.desk.migrations import HEAD, bring_up
from db.desk.store import SqlDeskStore
from db.engine import make_engine
from db.steps import revision_of
from kiosk.problem import Problem

HOME = Path(migrations.__file__).parent


def test_the_steps_lead_to_todays_tables(tmp_path: Path) -> None:
    with make_engine(tmp_path / "steps", birth=True).connect() as steps, steps.begin():
        bring_up(steps)
        assert compare_metadata(MigrationContext.configure(steps), tables.metadata) == []
        by_steps = written(steps)
    with make_engine(tmp_path / "today", birth=True).connect() as today, today.begin():
        tables.metadata.create_all(today)
        by_tables = written(today)
    assert by_steps == by_tables
    assert set(by_tables) >= {"kept", "noted", "taken", "aside", "round_made"}


def written(connection: Connection) -> dict[str, str]:
    """Every table and index of ours, as SQLite wrote it down."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    return {name: " ".join(sql.split()) for name, sql in rows if name != "alembic_version"}


def test_every_step_goes_down_and_up_again(tmp_path: Path) -> None:
    with make_engine(tmp_path / "file", birth=True).connect() as connection, connection.begin():
        bring_up(connection)
        config = Config()
        config.set_main_option("script_location", str(HOME))
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        bring_up(connection)
        assert revision_of(connection) == HEAD
        assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_no_step_knows_todays_tables() -> None:
    for step in [*(HOME / "versions").glob("d*.py"), HOME / "env.py"]:
        assert "from db" not in step.read_text(encoding="utf-8")


def test_a_file_from_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    SqlDeskStore(path).sweep(3)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE alembic_version SET version_num = 'd9999'")
    with pytest.raises(Problem, match="newer version"):
        SqlDeskStore(path).swept()
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT swept FROM round_made").fetchall() == [(3,)]
