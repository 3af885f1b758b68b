"""The desk's store on a disk: the contract, and what a stranger with the file learns."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from db.desk.store import SqlDeskStore
from kiosk.ports.desk_store import DeskStore
from kiosk.problem import Problem
from tests.db.desk.store_contract import DeskStoreContract, kept, note


class TestSqlDeskStore(DeskStoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> DeskStore:
        return SqlDeskStore(tmp_path / "desk.sqlite")


def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    path, one, remembered = tmp_path / "desk.sqlite", kept(), note()
    first = SqlDeskStore(path)
    first.take(b"a" * 32, 5, [one])
    first.note(remembered)
    second = SqlDeskStore(path)
    assert list(second.kept(5)) == [one]
    assert second.noted([remembered.mark32]) == {remembered.mark32: remembered.sealed}


def test_the_file_is_its_owner_s_and_no_log_stays_beside_it(tmp_path: Path) -> None:
    store = SqlDeskStore(tmp_path / "desk.sqlite")
    store.take(b"a" * 32, 5, [kept()])
    assert [path.name for path in tmp_path.iterdir()] == ["desk.sqlite"]
    assert stat.S_IMODE((tmp_path / "desk.sqlite").stat().st_mode) == 0o600


def test_what_was_exchanged_or_forgotten_is_not_in_the_file_any_more(tmp_path: Path) -> None:
    store, one, two = SqlDeskStore(tmp_path / "desk.sqlite"), kept(5), kept(6)
    store.take(b"a" * 32, 5, [one])
    store.take(b"b" * 32, 6, [two])
    assert two.blob[100:200] in (tmp_path / "desk.sqlite").read_bytes()
    store.exchange(one.leaf32, kept(5))
    store.forget(6)
    content = (tmp_path / "desk.sqlite").read_bytes()
    assert one.blob[100:200] not in content
    assert two.blob[100:200] not in content


def test_notes_do_not_lie_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    store, notes = SqlDeskStore(path), [note() for _ in range(60)]
    for one in notes:
        store.note(one)
    content = path.read_bytes()
    places = [content.index(one.mark32) for one in sorted(notes, key=lambda one: one.mark32)]
    with closing(sqlite3.connect(path)) as other:
        by_file = [row[0] for row in other.execute("SELECT mark FROM noted")]
        with pytest.raises(sqlite3.OperationalError):
            other.execute("SELECT rowid FROM noted")
    assert by_file == sorted(by_file)
    assert len(set(places)) == 60


@pytest.mark.parametrize("content", [b"", b"no database", os.urandom(8192)])
def test_a_file_that_is_no_database_is_a_problem(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "desk.sqlite"
    path.write_bytes(content)
    with pytest.raises(Problem, match="desk"):
        SqlDeskStore(path).taken()
