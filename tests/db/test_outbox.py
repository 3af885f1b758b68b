"""What the kiosk's file remembers of batches on their way, and a file of the first revision brought up to it."""

from __future__ import annotations

import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from db.batches import SqlBatches
from db.file import KioskFile
from db.marks import SqlMarks
from db.outbox import REMEMBERED, SqlOutbox
from kiosk.formats import batch
from kiosk.ports.batches import Link, Slot
from kiosk.ports.kinds import Kind, Role
from kiosk.ports.outbox import Aside, Kept
from kiosk.sync.chain import as_file
from tests.db.days import Kiosk, Sight, sight
from tests.kiosk.batch.sealing import HandClock
from tests.kiosk.batch.store_contract import SEAL, blobs_of, close, covers
from tests.vectors import site

RELEASED = Path(__file__).parent / "released"
BOTH = (Role.DESK, Role.SUPERVISOR)


class Store:
    """Batches and outbox over one file, with some batches closed."""

    def __init__(self, folder: Path, many: int = 3) -> None:
        self.file = KioskFile(folder / "kiosk.sqlite", HandClock())
        self.batches, self.outbox = SqlBatches(self.file), SqlOutbox(self.file)
        for _ in range(many):
            self.close_one()

    def close_one(self) -> None:
        self.batches.open(1, 1, covers())
        close(self.batches)

    def kept(self) -> list[Kept]:
        return list(self.outbox.kept())


@pytest.fixture
def store(memory_path: Path) -> Store:
    return Store(memory_path)


def resign(old: bytes, link: Link) -> tuple[bytes, bytes, bytes]:
    manifest = link.chain8 + link.bno.to_bytes(8, "big") + link.prev32 + sha256(old).digest()
    return manifest, bytes(64), sha256(manifest).digest()


def test_closed_batches_wait_for_server_and_readers(store: Store) -> None:
    kept = store.kept()
    assert [(one.bno, one.received, one.acked_by, one.aside) for one in kept] == [
        (bno, False, frozenset(), None) for bno in range(3)
    ]
    for one, closed in zip(kept, store.batches.closed(), strict=True):
        assert one.digest32 == sha256(closed.manifest).digest()
        assert store.outbox.batch(one) == closed


def test_only_what_both_have_signed_is_forgotten(store: Store) -> None:
    first, second, third = store.kept()
    for role in BOTH:
        store.outbox.acknowledge(second, role, b"signed")
    store.outbox.acknowledge(first, Role.DESK, b"signed")
    store.outbox.acknowledge(third, Role.SUPERVISOR, b"signed")
    for one in (first, third):
        store.outbox.receive(one, b"receipt")
    assert store.outbox.purge() == 1
    assert [one.bno for one in store.kept()] == [0, 2]
    assert store.outbox.digest_at(second.chain8, 1) == second.digest32
    assert store.outbox.purge() == 0


def test_everything_is_there_after_a_restart(store: Store) -> None:
    first, second, third = store.kept()
    store.outbox.receive(first, b"receipt")
    store.outbox.acknowledge(second, Role.DESK, b"signed")
    store.outbox.set_aside(third, Aside.DAMAGED)
    again = SqlOutbox(KioskFile(store.file.path, HandClock())).kept()
    assert [(one.received, one.acked_by, one.aside) for one in again] == [
        (True, frozenset(), None), (False, frozenset({Role.DESK}), None), (False, frozenset(), Aside.DAMAGED)
    ]  # fmt: skip


def test_a_head_that_fell_takes_receipts_back(store: Store) -> None:
    for one in store.kept():
        store.outbox.receive(one, b"receipt")
    chain8 = store.kept()[0].chain8
    assert not store.outbox.adopt(bytes(15) + b"a", chain8, 2, b"reply")
    assert not store.outbox.adopt(bytes(15) + b"a", chain8, 0, b"reply")
    assert [one.received for one in store.kept()] == [True, False, False]
    assert store.outbox.adopt(bytes(15) + b"b", chain8, None, b"reply")
    assert [one.received for one in store.kept()] == [False] * 3


def test_what_lies_before_the_head_is_received_even_where_its_receipt_never_came(store: Store) -> None:
    store.outbox.adopt(bytes(16), store.kept()[0].chain8, 1, b"signed reply")
    assert [one.received for one in store.kept()] == [True, True, False]


def test_a_number_that_was_given_again_is_not_taken_for_the_batch_before(store: Store) -> None:
    first = store.kept()[0]
    for one in store.kept():
        for role in BOTH:
            store.outbox.acknowledge(one, role, b"signed")
    store.outbox.purge()
    store.close_one()
    (other,) = store.kept()
    assert other.number == first.number
    store.outbox.acknowledge(first, Role.DESK, b"signed")
    store.outbox.receive(first, b"receipt")
    assert (store.kept()[0].acked_by, store.kept()[0].received) == (frozenset(), False)


def test_a_new_chain_takes_batches_and_the_open_one_along(store: Store) -> None:
    store.batches.open(2, 5, covers())
    before = blobs_of(store.batches)
    contents = [store.outbox.batch(one).blobs for one in store.kept()]
    moved = [one.number for one in store.kept()[1:]]
    store.outbox.receive(store.kept()[1], b"receipt")
    store.outbox.rechain(moved, b"newchain", resign)
    kept = store.kept()
    assert [(one.chain8 == b"newchain", one.bno) for one in kept] == [(False, 0), (True, 0), (True, 1)]
    assert [one.received for one in kept] == [False] * 3
    assert [store.outbox.batch(one).blobs for one in kept] == contents
    assert store.outbox.link() == Link(b"newchain", 2, kept[2].digest32)
    standing = store.batches.read_open()
    assert standing is not None
    assert (standing.link, standing.blobs) == (store.outbox.link(), before)


def test_a_visit_finished_while_the_chain_changes_is_kept(store: Store) -> None:
    store.batches.open(1, 1, covers())
    visit = {Slot(Kind.INTAKE, 3): SEAL.cover(Kind.INTAKE)}
    store.batches.overwrite(visit)
    other = SqlOutbox(KioskFile(store.file.path, HandClock()))  # as another process does
    store.file.settle()
    other.rechain([], b"newchain", resign)
    more = {Slot(Kind.TALLY, 3): SEAL.cover(Kind.TALLY)}
    store.batches.overwrite(more)
    assert visit.items() | more.items() <= blobs_of(store.batches).items()


def test_a_batch_is_not_closed_under_the_chain_that_ended(store: Store) -> None:
    store.batches.open(1, 1, covers())
    standing = store.batches.read_open()
    assert standing is not None
    store.outbox.rechain([], b"newchain", resign)
    with pytest.raises(Exception, match="try again"):
        store.batches.close(*SEAL.sign(standing))
    close(store.batches)
    assert [one.chain8 for one in store.kept()][-1] == b"newchain"


def test_digests_of_forgotten_batches_do_not_grow_for_ever(store: Store) -> None:
    from sqlalchemy import func, insert, select

    from db.tables import forgotten

    rows = [{"chain": bytes(8), "bno": bno, "digest": bytes(32)} for bno in range(REMEMBERED + 50)]
    store.file.act(lambda connection: connection.execute(insert(forgotten), rows))
    for role in BOTH:
        store.outbox.acknowledge(store.kept()[0], role, b"signed")
    store.outbox.purge()
    assert store.file.act(lambda connection: connection.scalar(select(func.count(forgotten.c.number)))) == REMEMBERED


def test_the_hour_of_the_oldest_stays_until_another_is_the_oldest(store: Store) -> None:
    assert store.outbox.oldest_since(100) == 100
    assert store.outbox.oldest_since(150) == 100
    assert store.outbox.oldest_since(40) == 40  # the clock went back
    assert store.outbox.oldest_since(90_000) == 40
    for role in BOTH:
        store.outbox.acknowledge(store.kept()[0], role, b"signed")
    store.outbox.purge()
    assert store.outbox.oldest_since(90_001) == 90_001
    for one in store.kept():
        store.outbox.set_aside(one, Aside.DAMAGED)
    assert store.outbox.oldest_since(90_500) == 90_500


def test_a_file_of_the_first_revision_is_brought_up_with_all_that_is_in_it(memory_path: Path) -> None:
    path = memory_path / "kiosk.sqlite"
    shutil.copy(RELEASED / "0001.sqlite", path)
    path.chmod(0o600)
    file = KioskFile(path, HandClock())
    outbox = SqlOutbox(file)
    kept = outbox.kept()
    assert [one.bno for one in kept] == [0, 1]
    for one in kept:
        parsed = batch.parse(as_file(outbox.batch(one), site.KIOSK))
        assert parsed.manifest.schedule_version == 3
    standing = SqlBatches(file).read_open()
    assert standing is not None
    assert (standing.link, SqlMarks(file).epoch()) == (outbox.link(), site.ISSUED)
    outbox.receive(kept[0], b"receipt")
    assert outbox.kept()[0].received


def day_with_sync(folder: Path, seed: int, visits: int) -> list[Sight]:
    """A day in which each batch is delivered and signed an hour after it closed."""
    kiosk = Kiosk(folder, seed)
    outbox, seen = SqlOutbox(kiosk.file), []
    for hour in range(12):
        kiosk.half_hour(visits if hour % 3 == 0 else 0)
        kiosk.end_half_hour()
        for one in list(outbox.kept())[:-2]:
            outbox.receive(one, bytes(230))
            for role in BOTH:
                outbox.acknowledge(one, role, bytes(150))
        outbox.purge()
        outbox.oldest_since(hour)
        kiosk.keeper.settle()
        seen.append(sight(kiosk.path.parent, kiosk.path.name))
    return seen


def test_equal_days_with_sync_look_equal_whoever_came(memory_path: Path) -> None:
    days = [day_with_sync(memory_path / str(visits), visits, visits) for visits in (0, 14)]
    for moments in zip(*days, strict=True):
        for part in ("names", "sizes", "stamps", "counters", "rows", "skeleton"):
            assert len({getattr(moment, part) for moment in moments}) == 1, part


def test_forgotten_batches_leave_no_bytes_behind(memory_path: Path) -> None:
    store = Store(memory_path, 2)
    first = store.kept()[0]
    blobs = store.outbox.batch(first).blobs
    for role in BOTH:
        store.outbox.acknowledge(first, role, os.urandom(64))
    store.outbox.purge()
    store.file.settle()
    raw = store.file.path.read_bytes()
    assert not any(blob[100:164] in raw for blob in blobs)
