"""The kiosk's one file: how it is born, what lies beside it, what it costs to reach."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from db.ballast import SIZE, Ballast
from db.batches import SqlBatches
from db.birth import bear
from db.file import KioskFile
from kiosk.ports.batches import Slot
from kiosk.ports.kinds import Kind
from tests.kiosk.batch.sealing import HandClock
from tests.kiosk.batch.store_contract import SEAL, blobs_of, close, covers


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "kiosk" / "kiosk.sqlite"


def test_the_file_is_its_owners_alone(path: Path) -> None:
    SqlBatches(KioskFile(path)).link()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_birth_that_was_killed_is_begun_again(path: Path) -> None:
    path.parent.mkdir(parents=True)
    for tail in ("", "-wal", "-journal"):
        Path(f"{path}.new{tail}").write_bytes(b"half of something")
    SqlBatches(KioskFile(path)).link()
    assert [one.name for one in path.parent.iterdir()] == ["kiosk.sqlite"]


def test_each_store_starts_its_own_random_chain(tmp_path: Path) -> None:
    chains = {SqlBatches(KioskFile(tmp_path / str(one) / "k")).link().chain8 for one in range(5)}
    assert len(chains) == 5


def test_settling_leaves_one_file_of_the_same_size_and_the_batchs_half_hour(path: Path) -> None:
    clock = HandClock()
    store = SqlBatches(KioskFile(path, clock))
    clock.advance(1000)
    store.open(1, 1, covers())
    size = path.stat().st_size
    half_hour = int(clock.began.timestamp())
    for _ in range(3):
        clock.advance(700)
        store.overwrite({Slot(Kind.INTAKE, 3): SEAL.cover(Kind.INTAKE)})
        assert Path(f"{path}-wal").exists()
        store.settle()
        assert sorted(one.name for one in path.parent.iterdir()) == ["ballast", "kiosk.sqlite"]
        seen = [path.stat(), path.parent.stat()]
        assert path.stat().st_size == size
        assert {moment for one in seen for moment in (one.st_mtime, one.st_atime)} <= {half_hour, seen[1].st_atime}
        assert {one.st_mtime for one in seen} == {half_hour}


def test_the_clock_before_1970_does_no_harm(path: Path) -> None:
    clock = HandClock(seconds=-3e9)
    store = SqlBatches(KioskFile(path, clock))
    store.open(1, 1, covers())
    assert path.stat().st_mtime == 0


def test_a_folder_name_that_means_something_to_an_address_is_only_a_name(tmp_path: Path) -> None:
    path = tmp_path / "100% ?mode=ro#é" / "kiosk.sqlite"
    store = SqlBatches(KioskFile(path))
    store.open(1, 1, covers())
    assert path.exists()


def test_closed_batches_may_be_read_while_visits_finish(path: Path) -> None:
    store = SqlBatches(KioskFile(path, HandClock()))
    for _ in range(3):
        store.open(1, 1, covers())
        close(store)
    store.open(1, 1, covers())
    read: list[int] = []
    reading = Thread(target=lambda: read.extend(batch.bno for _ in range(5) for batch in store.closed()))
    reading.start()
    visits = {Slot(Kind.INTAKE, index): SEAL.cover(Kind.INTAKE) for index in range(16)}
    for slot, blob in visits.items():
        store.overwrite({slot: blob})
    reading.join(30)
    assert read == [0, 1, 2] * 5
    assert visits.items() <= blobs_of(store).items()


def test_the_ballast_is_whole_given_once_and_taken_again(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "ballast")
    assert not ballast.release()
    assert ballast.restore()
    assert (tmp_path / "ballast").stat().st_size == SIZE
    assert ballast.release()
    assert not ballast.whole()
    (tmp_path / "ballast").write_bytes(bytes(100))
    assert ballast.restore()
    assert ballast.whole()
    assert [one.name for one in tmp_path.iterdir()] == ["ballast"]


def test_a_ballast_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "missing" / "ballast")
    assert not ballast.restore()
    assert not ballast.whole()


def test_a_current_file_is_reached_without_alembic(path: Path) -> None:
    path.parent.mkdir(parents=True)
    bear(path)
    script = (
        "import sys; from pathlib import Path; from db.batches import SqlBatches; from db.file import KioskFile; "
        "SqlBatches(KioskFile(Path(sys.argv[1]))).link(); "
        "print(sorted({'alembic', 'sqlalchemy.orm', 'shelter', 'PySide6'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, timeout=30, check=True
    )
    assert ran.stdout.strip() == "[]"
