"""What every BatchStore keeps, the fake included. Subclasses give a `store`."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

import pytest

from kiosk.ports.batches import BatchStore, Link, Slot
from kiosk.ports.kinds import Kind
from kiosk.problem import Bug
from tests.kiosk.batch.memory_batches import EVERY_SLOT
from tests.kiosk.batch.sealing import RandomSeal

SEAL = RandomSeal()


def covers() -> dict[Slot, bytes]:
    return {slot: SEAL.cover(slot.kind) for slot in EVERY_SLOT}


def close(store: BatchStore) -> bytes:
    standing = store.read_open()
    assert standing is not None
    manifest, signature, digest = SEAL.sign(standing)
    store.close(manifest, signature, digest)
    return manifest


def blobs_of(store: BatchStore) -> Mapping[Slot, bytes]:
    standing = store.read_open()
    assert standing is not None
    return standing.blobs


class BatchStoreContract:
    """Inherited once for each adapter."""

    def test_a_new_store_has_no_open_batch_and_a_chain_at_zero(self, store: BatchStore) -> None:
        assert store.read_open() is None
        assert list(store.closed()) == []
        end = store.link()
        assert (len(end.chain8), end.bno, end.prev32) == (8, 0, bytes(32))
        assert store.link() == end

    def test_an_opened_batch_reads_back_whole(self, store: BatchStore) -> None:
        blobs = covers()
        store.open(2968, 7, blobs)
        standing = store.read_open()
        assert standing is not None
        assert (standing.epoch, standing.schedule_version, standing.link) == (2968, 7, store.link())
        assert standing.blobs == blobs

    def test_a_batch_with_an_empty_slot_is_not_opened(self, store: BatchStore) -> None:
        blobs = covers()
        del blobs[Slot(Kind.EVENT, 3)]
        with pytest.raises(Bug):
            store.open(1, 1, blobs)

    def test_opening_again_replaces_what_stood_there(self, store: BatchStore) -> None:
        store.open(1, 1, covers())
        blobs = covers()
        store.open(2, 3, blobs)
        assert blobs_of(store) == blobs

    def test_a_batch_of_other_sizes_may_follow(self, store: BatchStore) -> None:
        store.open(1, 1, covers())
        close(store)
        longer = {slot: blob + bytes(1191) for slot, blob in covers().items()}
        store.open(1, 2, longer)
        assert blobs_of(store) == longer

    def test_overwriting_changes_those_slots_and_no_other(self, store: BatchStore) -> None:
        blobs = covers()
        store.open(1, 1, blobs)
        visit = {Slot(kind, 5): SEAL.cover(kind) for kind in (Kind.INTAKE, Kind.TALLY)}
        store.overwrite(visit)
        store.settle()
        assert blobs_of(store) == blobs | visit

    def test_the_same_overwrite_may_be_repeated(self, store: BatchStore) -> None:
        store.open(1, 1, covers())
        event = {Slot(Kind.EVENT, 0): SEAL.cover(Kind.EVENT)}
        store.overwrite(event)
        store.overwrite(event)
        assert blobs_of(store)[Slot(Kind.EVENT, 0)] == event[Slot(Kind.EVENT, 0)]

    def test_another_length_is_never_written(self, store: BatchStore) -> None:
        blobs = covers()
        store.open(1, 1, blobs)
        with pytest.raises(Bug):
            store.overwrite({Slot(Kind.INTAKE, 0): bytes(3)})
        assert blobs_of(store) == blobs

    def test_nothing_is_overwritten_without_an_open_batch(self, store: BatchStore) -> None:
        with pytest.raises(Bug):
            store.overwrite({Slot(Kind.INTAKE, 0): SEAL.cover(Kind.INTAKE)})

    def test_closing_lists_blobs_by_sha256_and_moves_the_chain(self, store: BatchStore) -> None:
        blobs = covers()
        store.open(1, 1, blobs)
        chain = store.link().chain8
        manifest = close(store)
        assert store.read_open() is None
        assert store.link() == Link(chain, 1, sha256(manifest).digest())
        (closed,) = store.closed()
        assert (closed.chain8, closed.bno, closed.manifest, len(closed.signature64)) == (chain, 0, manifest, 64)
        assert list(closed.blobs) == sorted(blobs.values(), key=lambda blob: sha256(blob).digest())

    def test_closing_twice_with_the_same_manifest_is_one_closing(self, store: BatchStore) -> None:
        store.open(1, 1, covers())
        manifest = close(store)
        store.close(manifest, bytes(64), sha256(manifest).digest())
        assert len(list(store.closed())) == 1
        assert store.link().bno == 1

    def test_closing_without_an_open_batch_is_a_mistake(self, store: BatchStore) -> None:
        with pytest.raises(Bug):
            store.close(b"manifest", bytes(64), bytes(32))

    def test_closed_batches_come_oldest_first(self, store: BatchStore) -> None:
        for _ in range(3):
            store.open(1, 1, covers())
            close(store)
        assert [batch.bno for batch in store.closed()] == [0, 1, 2]

    def test_setting_aside_leaves_no_open_batch_and_the_chain_where_it_was(self, store: BatchStore) -> None:
        store.open(1, 1, covers())
        end = store.link()
        store.set_aside()
        assert store.read_open() is None
        assert store.link() == end
        assert list(store.closed()) == []
        store.open(1, 1, covers())

    def test_setting_aside_nothing_is_nothing(self, store: BatchStore) -> None:
        store.set_aside()
        assert store.read_open() is None
