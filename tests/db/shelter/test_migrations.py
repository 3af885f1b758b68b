"""The server's tables and their steps say the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from db.shelter import tables
from db.shelter.engine import make_engine, ready
from db.shelter.migrations import HEAD, bring_up
from db.shelter.store import SqlShelterStore
from db.steps import revision_of
from kiosk.problem import Damaged


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.sqlite"
    ready(path)
    return path


def test_the_steps_lead_to_todays_tables(path: Path) -> None:
    engine = make_engine(path, "BEGIN")
    with engine.connect() as connection:
        assert revision_of(connection) == HEAD
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
        for table in tables.metadata.sorted_tables:
            keys = inspect(connection).get_pk_constraint(table.name)["constrained_columns"]
            assert keys == [column.name for column in table.primary_key]
    engine.dispose()


def test_every_step_goes_down_and_up_again(path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    engine = make_engine(path, "BEGIN IMMEDIATE")
    with engine.connect() as connection, connection.begin():
        config = Config()
        config.set_main_option("script_location", str(Path(tables.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        bring_up(connection)
        assert revision_of(connection) == HEAD
    engine.dispose()


def test_keys_begin_with_something_random(path: Path) -> None:
    for table in (tables.batch, tables.blob, tables.ack, tables.counter):
        assert next(iter(table.primary_key)).name in ("kiosk", "signer")


def test_a_file_from_a_newer_version_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE alembic_version SET version_num = 's9999'")
    before = path.read_bytes()
    with pytest.raises(Damaged, match="newer version"):
        SqlShelterStore(path)
    assert path.read_bytes() == before
