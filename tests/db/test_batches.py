"""SqlBatches keeps the contract, and its file stays as it was made."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.batches import SqlBatches
from db.file import KioskFile
from kiosk.ports.batches import Slot
from kiosk.ports.kinds import Kind
from tests.kiosk.batch.sealing import HandClock
from tests.kiosk.batch.store_contract import SEAL, BatchStoreContract, blobs_of, close, covers


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kiosk" / "kiosk.sqlite"


class TestSqlBatches(BatchStoreContract):
    @pytest.fixture
    def store(self, path: Path) -> SqlBatches:
        return SqlBatches(KioskFile(path, HandClock()))


def reopened(path: Path) -> SqlBatches:
    return SqlBatches(KioskFile(path, HandClock()))


def test_everything_is_there_after_a_restart(path: Path) -> None:
    store = reopened(path)
    store.open(1, 1, covers())
    close(store)
    blobs = covers()
    store.open(2, 5, blobs)
    visit = {Slot(Kind.TALLY, 9): SEAL.cover(Kind.TALLY)}
    store.overwrite(visit)  # and no settling: as if killed
    store._file._let_go()
    again = reopened(path)
    assert blobs_of(again) == blobs | visit
    assert [batch.bno for batch in again.closed()] == [0]
    again.overwrite(visit)


def test_a_slot_that_went_bad_is_not_blessed_by_the_next_finish(path: Path) -> None:
    store = reopened(path)
    blobs = covers()
    store.open(1, 1, blobs)
    raw = path.read_bytes()
    at = raw.index(blobs[Slot(Kind.INTAKE, 4)])
    path.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
    store.overwrite({Slot(Kind.INTAKE, 9): SEAL.cover(Kind.INTAKE)})
    with pytest.raises(Exception, match="set aside") as caught:
        store.read_open()
    assert getattr(caught.value, "code", "") == "damaged"


def test_blobs_that_were_replaced_are_nowhere_in_the_file(path: Path) -> None:
    store = reopened(path)
    first, second = covers(), {slot: blob + bytes(900) for slot, blob in covers().items()}
    store.open(1, 1, first)
    store.open(1, 2, second)
    raw = path.read_bytes()
    assert all(blob[:900] in raw for blob in second.values())
    # a page's free end may keep what SQLite moved away from it, unless it is told to delete securely
    assert [slot for slot, blob in first.items() if blob[-16:] in raw or blob[:16] in raw] == []
