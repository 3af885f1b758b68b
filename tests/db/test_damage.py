"""Files that are not what they were: one Problem each, never a traceback, and the bytes stay for IT."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from db.batches import SqlBatches
from db.faults import DatabaseFailed
from db.file import KioskFile
from db.leaves import pack, unpack
from kiosk.batch.keeper import BatchKeeper
from kiosk.ports.batches import Slot
from kiosk.ports.kinds import Kind
from kiosk.problem import Damaged, Problem
from tests.db.raw import RawFile
from tests.kiosk.batch.sealing import HandClock, RandomSeal
from tests.kiosk.batch.store_contract import SEAL, blobs_of, close, covers


def store_at(path: Path) -> SqlBatches:
    return SqlBatches(KioskFile(path, HandClock()))


def keeper_at(path: Path) -> BatchKeeper:
    seal, clock = RandomSeal(), HandClock()
    return BatchKeeper(store_at(path), seal.cover, seal.sign, clock, lambda: 1, lambda: 1, Random(1))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one closed batch and an open one."""
    path = tmp_path / "kiosk" / "kiosk.sqlite"
    store = store_at(path)
    store.open(1, 1, covers())
    close(store)
    store.open(1, 1, covers())
    return path


def leftovers(path: Path) -> list[bytes]:
    return [one.read_bytes() for one in path.parent.glob("kiosk.sqlite.damaged-*")]


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda raw: raw[:0],
    "a few bytes": lambda raw: raw[:50],
    "only a header": lambda raw: raw[:100],
    "one page": lambda raw: raw[:4096],
    "cut inside a page": lambda raw: raw[: 3 * 4096 + 17],
    "half": lambda raw: raw[: len(raw) // 2],
    "a page short": lambda raw: raw[:-4096],
    "noise": lambda raw: Random(1).randbytes(len(raw)),
    "noise under a header": lambda raw: raw[:100] + Random(2).randbytes(len(raw) - 100),
    "zeros under a header": lambda raw: raw[:100] + bytes(len(raw) - 100),
    "text": lambda raw: b"not a database at all\n" * (len(raw) // 100),
    "another program's mode": lambda raw: raw[:18] + b"\x01\x01" + raw[20:],
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_file_is_one_problem_kept_aside_and_the_kiosk_goes_on(path: Path, how: str) -> None:
    spoilt = SPOILT[how](path.read_bytes())
    path.write_bytes(spoilt)
    with pytest.raises(Damaged, match=r"^The (kiosk's database|open batch)[^\n]+\.$"):
        store_at(path).read_open()
    keeper = keeper_at(path)
    assert [problem.code for problem in keeper.start()] == ["damaged"]
    assert leftovers(path) == [spoilt]
    keeper.finish(SEAL.cover(Kind.INTAKE), SEAL.cover(Kind.TALLY))
    keeper.shutdown()
    assert keeper_at(path).start() == ()


def test_a_database_without_our_tables_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.sqlite"
    other = sqlite3.connect(path)
    other.executescript("PRAGMA journal_mode=WAL; CREATE TABLE something (a);")
    other.close()
    with pytest.raises(Damaged):
        store_at(path).link()


def test_a_database_of_a_newer_version_is_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("UPDATE alembic_version SET version_num = '9999'")
    other.commit()
    other.close()
    raw = path.read_bytes()
    keeper = keeper_at(path)
    (problem,) = keeper.start()
    assert (problem.code, "newer version" in problem.sentence) == ("database", True)
    assert path.read_bytes() == raw
    assert leftovers(path) == []


def test_any_flipped_bit_is_noticed_or_harmless(path: Path) -> None:
    raw, whole = path.read_bytes(), dict(blobs_of(store_at(path)))
    chance, noticed = Random(7), 0
    for _ in range(150):
        at = chance.randrange(len(raw))
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 1 << chance.randrange(8)]) + raw[at + 1 :])
        found = read_or_code(path)
        assert found in (whole, "damaged", "database")
        noticed += found != whole
    assert noticed > 30


def read_or_code(path: Path) -> dict[Slot, bytes] | str:
    try:
        return dict(blobs_of(store_at(path)))
    except Problem as problem:
        return problem.code


def test_a_flipped_bit_in_a_slot_is_damaged_and_the_bytes_are_kept(path: Path) -> None:
    blobs = blobs_of(store_at(path))
    raw = path.read_bytes()
    at = raw.index(blobs[Slot(Kind.TALLY, 3)]) + 700
    path.write_bytes(raw[:at] + bytes([raw[at] ^ 16]) + raw[at + 1 :])
    keeper = keeper_at(path)
    assert [problem.code for problem in keeper.start()] == ["damaged"]
    assert leftovers(path) == []
    (row,) = RawFile(path.read_bytes()).rows("damaged_batch")
    kept = unpack(row.columns[4])  # type: ignore[arg-type]
    assert len([blob for blob in kept if blob in set(blobs.values())]) == 35
    assert [batch.bno for batch in store_at(path).closed()] == [0]


def test_a_swapped_pair_of_slots_is_damaged(path: Path) -> None:
    other = sqlite3.connect(path)
    one, two = (blob for (blob,) in other.execute("SELECT blob FROM slot WHERE place IN (0, 1) ORDER BY place"))
    other.execute("UPDATE slot SET blob = ? WHERE place = 0", (two,))
    other.execute("UPDATE slot SET blob = ? WHERE place = 1", (one,))
    other.commit()
    other.close()
    with pytest.raises(Damaged):
        store_at(path).read_open()


def test_a_stale_journal_is_refused_and_nothing_is_touched(path: Path) -> None:
    journal = Path(f"{path}-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    raw = path.read_bytes()
    keeper = keeper_at(path)
    (problem,) = keeper.start()
    assert (problem.code, "journal" in problem.sentence) == ("database", True)
    with pytest.raises(DatabaseFailed):
        keeper.finish(SEAL.cover(Kind.INTAKE), SEAL.cover(Kind.TALLY))
    assert path.read_bytes() == raw
    assert journal.exists()
    journal.unlink()
    keeper.tick()
    assert (keeper.problems, keeper.unsaved) == ((), ())
    assert [batch.bno for batch in store_at(path).closed()] == [0, 1]


def test_a_file_that_another_program_holds_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.engine.BUSY_SECONDS", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseFailed, match="Another program"):
        store_at(path).read_open()
    other.close()
    assert store_at(path).read_open() is not None


def test_a_torn_log_is_as_if_its_finish_had_not_been(path: Path) -> None:
    file = KioskFile(path, HandClock())
    store, log = SqlBatches(file), Path(f"{path}-wal")
    before = dict(blobs_of(store))
    store.overwrite({Slot(Kind.INTAKE, 1): SEAL.cover(Kind.INTAKE)})
    image, torn = path.read_bytes(), log.read_bytes()[:-900]
    file._let_go()
    path.write_bytes(image)
    log.write_bytes(torn)
    again = store_at(path)
    assert blobs_of(again) == before
    again.settle()
    assert not log.exists()


def test_a_column_whose_lengths_do_not_add_up_is_damaged() -> None:
    packed = pack([b"one", b"", b"three"])
    assert unpack(packed) == [b"one", b"", b"three"]
    for cut in set(range(len(packed))) - {0, 7, 11}:
        with pytest.raises(Damaged):
            unpack(packed[:cut])


def test_no_message_holds_bytes_of_a_record(path: Path) -> None:
    blob = os.urandom(20).hex().encode()
    path.write_bytes(path.read_bytes()[:100] + blob * 3000)
    with pytest.raises(Problem) as caught:
        store_at(path).read_open()
    assert blob[:16].decode() not in f"{caught.value} {caught.value.__cause__}"
