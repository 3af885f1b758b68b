"""The server's store over a real file: the contract, restarts, failing disks, and no times."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from db.shelter.store import HOUR, SqlShelterStore
from kiosk.ports.shelter_store import ShelterStore, Unavailable, Verdict
from kiosk.problem import Damaged, Problem
from tests.db.shelter.store_contract import CHAIN, DESK, KIOSK, ShelterStoreContract, ack, fill, make, put

Opened = Callable[[], SqlShelterStore]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite"


@pytest.fixture
def opened(path: Path) -> Iterator[Opened]:
    """Opens the store, after closing the one before."""
    running: list[SqlShelterStore] = []

    def again() -> SqlShelterStore:
        for store in running:
            store.close()
        running.append(SqlShelterStore(path))
        return running[-1]

    yield again
    for store in running:
        store.close()


class TestSqlShelterStore(ShelterStoreContract):
    @pytest.fixture
    def store(self, opened: Opened) -> ShelterStore:
        return opened()


def test_everything_is_there_after_a_restart(opened: Opened) -> None:
    store = opened()
    fill(store, [make(0), make(1)])
    store.keep_acks([ack(make(0))])
    store.raise_counter(DESK, 9)
    store.raise_schedule(4)
    incarnation = store.incarnation16()
    store = opened()
    assert store.incarnation16() == incarnation
    assert store.head(KIOSK, CHAIN).digest32 == make(1).digest32
    assert store.acks(KIOSK, CHAIN, 0, 10) == [ack(make(0)).signed]
    assert (store.raise_counter(DESK, 10), store.raise_schedule(1)) == (9, 4)


def test_another_process_sees_a_batch_as_soon_as_it_was_answered(opened: Opened, path: Path) -> None:
    store = opened()
    for bno in range(3):
        fill(store, [make(bno)])
        with closing(sqlite3.connect(path)) as other:
            assert other.execute("SELECT count(*) FROM batch").fetchone() == (bno + 1,)


def test_a_store_made_anew_is_another_incarnation(tmp_path: Path) -> None:
    one, two = (SqlShelterStore(tmp_path / name) for name in ("one", "two"))
    assert one.incarnation16() != two.incarnation16()
    one.close()
    two.close()


def test_two_servers_can_share_one_file(opened: Opened, path: Path) -> None:
    store, other = opened(), SqlShelterStore(path)
    fill(store, [make(0)])
    fill(other, [make(1)])
    assert store.put(make(1), make(0).digest32)[0] is Verdict.DUPLICATE
    other.close()


def test_a_withdrawn_blob_is_its_leaf(opened: Opened, path: Path) -> None:
    store, batch = opened(), make(0)
    fill(store, [batch])
    leaf = sha256(batch.blobs[1]).digest()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE blob SET bytes = NULL WHERE leaf = ?", [leaf])
    found = store.pull(batch.name)
    assert found is not None
    assert list(found.blobs) == [batch.blobs[0], leaf, batch.blobs[2]]


def test_no_file_tells_a_finer_time_than_the_hour(opened: Opened, path: Path) -> None:
    store = opened()
    fill(store, [make(0)])
    store.close()
    stamps = {int(place.stat().st_mtime) % HOUR for place in (path, path.parent)}
    assert stamps == {0}


def test_no_value_in_the_file_is_a_time(opened: Opened, path: Path) -> None:
    store = opened()
    fill(store, [make(0)])
    store.keep_acks([ack(make(0))])
    now = datetime.now(UTC).timestamp()
    with closing(sqlite3.connect(path)) as other:
        tables = [name for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        numbers = [
            value
            for table in tables
            for row in other.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (names from the file itself)
            for value in row
            if isinstance(value, int | float)
        ]
    assert numbers
    assert all(value < now / 1000 for value in numbers)


def test_a_disk_that_takes_no_more_is_said_and_recovered_from(opened: Opened, path: Path) -> None:
    store = opened()
    fill(store, [make(0)])
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max(place.stat().st_size for place in path.parent.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 8192, before[1]))
    try:
        with pytest.raises(Unavailable):
            fill(store, (make(bno, blobs=36) for bno in range(1, 20)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    end = store.head(KIOSK, CHAIN).bno
    assert end is not None
    assert put(store, make(end + 1, blobs=36))[0] is Verdict.STORED
    for bno in range(1, end + 2):
        found = store.pull(make(bno).name)
        assert found is not None
        assert list(found.blobs) == list(make(bno, blobs=36).blobs)


def test_a_damaged_file_is_unavailable_not_the_clients_fault(opened: Opened, path: Path) -> None:
    store = opened()
    fill(store, [make(bno, blobs=36) for bno in range(8)])
    store = opened()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    with pytest.raises(Unavailable):
        store.head(KIOSK, CHAIN)


@pytest.mark.parametrize("content", [b"no database" * 500, b"SQLite format 3\0" + bytes(4080)])
def test_a_file_that_is_not_ours_stops_the_start(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(Damaged):
        SqlShelterStore(path)
    assert path.read_bytes()[: len(content)] == content


def test_a_database_of_something_else_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE theirs (a)")
    with pytest.raises(Damaged):
        SqlShelterStore(path)


def test_an_unfinished_birth_is_begun_again(path: Path) -> None:
    for tail in ("", "-wal", "-journal"):
        Path(f"{path}.new{tail}").write_bytes(b"half a file")
    store = SqlShelterStore(path)
    fill(store, [make(0)])
    store.close()
    assert {place.name for place in path.parent.iterdir()} == {path.name}


def test_a_folder_that_cannot_be_made_is_a_problem(path: Path) -> None:
    path.write_bytes(b"in the way")
    with pytest.raises(Problem):
        SqlShelterStore(path / "store.sqlite")
