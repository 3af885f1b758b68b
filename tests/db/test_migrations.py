"""The steps and the tables say the same, and every step goes both ways."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

import db.migrations
from db import tables
from db.engine import make_engine
from db.migrations import HEAD, bring_up
from db.steps import revision_of


def test_the_steps_lead_to_todays_tables(tmp_path: Path) -> None:
    with make_engine(tmp_path / "steps", birth=True).connect() as steps, steps.begin():
        bring_up(steps)
        assert compare_metadata(MigrationContext.configure(steps), tables.metadata) == []
        by_steps = columns(steps)
    with make_engine(tmp_path / "today", birth=True).connect() as today, today.begin():
        tables.metadata.create_all(today)
        by_tables = columns(today)
    assert by_steps == by_tables
    assert {"link", "open_batch", "slot", "closed_batch", "damaged_batch", "mark"} <= set(by_tables)


def columns(connection: Connection) -> dict[str, list[str]]:
    """Columns, keys and checks of every table of ours, as SQLite wrote them down."""
    look = inspect(connection)
    return {
        table: [
            *(f"{one['name']} {one['type']} {one['nullable']} {one['primary_key']}" for one in look.get_columns(table)),
            *(str(check["sqltext"]) for check in look.get_check_constraints(table)),
        ]
        for table in look.get_table_names()
        if table != "alembic_version"
    }


def test_the_newest_revision_is_the_head_that_the_start_looks_for(tmp_path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(db.migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]
    with make_engine(tmp_path / "file", birth=True).connect() as connection, connection.begin():
        assert revision_of(connection) is None
        bring_up(connection)
        assert revision_of(connection) == HEAD


def test_every_step_is_one_transaction(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "file", birth=True)
    with engine.connect() as connection, connection.begin() as transaction:
        bring_up(connection)
        transaction.rollback()
    with engine.connect() as connection, connection.begin():
        assert inspect(connection).get_table_names() == []


def test_no_step_knows_todays_tables() -> None:
    home = Path(db.migrations.__file__).parent
    steps = [step for step in (home / "versions").glob("*.py") if step.name != "__init__.py"]
    assert steps
    for step in [*steps, home / "env.py"]:
        assert "db.tables" not in step.read_text(encoding="utf-8")
        assert "from db" not in step.read_text(encoding="utf-8")
