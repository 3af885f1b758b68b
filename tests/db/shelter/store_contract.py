"""What every ShelterStore keeps, the fake included. Subclasses give a `store`."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from random import Random
from threading import Thread

import pytest

from kiosk.formats.reading import BatchName
from kiosk.ports.shelter_store import NOTHING, Head, ShelterStore, SignedAck, StoredBatch, Verdict

KIOSK, CHAIN, DESK, SUPERVISOR = b"kiosk--0", b"chain--0", b"desk----", b"superv--"


def make(bno: int, *, kiosk: bytes = KIOSK, chain: bytes = CHAIN, seed: int = 0, blobs: int = 3) -> StoredBatch:
    """A batch of random bytes, the same each time."""
    random = Random(f"{kiosk!r} {chain!r} {bno} {seed}")
    manifest = random.randbytes(102)
    content = sorted((random.randbytes(1504) for _ in range(blobs)), key=lambda blob: sha256(blob).digest())
    name = BatchName(kiosk, chain, bno)
    return StoredBatch(name, sha256(manifest).digest(), manifest, random.randbytes(64), content)


def put(store: ShelterStore, batch: StoredBatch) -> tuple[Verdict, Head]:
    """Offer a batch as the next one of its chain."""
    return store.put(batch, store.head(batch.name.kiosk8, batch.name.chain8).digest32)


def fill(store: ShelterStore, batches: Iterable[StoredBatch]) -> None:
    for batch in batches:
        assert put(store, batch)[0] is Verdict.STORED


def ack(batch: StoredBatch, signer: bytes = DESK, signed: bytes = b"") -> SignedAck:
    return SignedAck(batch.name, batch.digest32, signer, signed or b"signed by " + signer + bytes([batch.name.bno]))


class ShelterStoreContract:
    """Inherited once for each adapter."""

    def test_a_new_store_has_nothing(self, store: ShelterStore) -> None:
        assert store.head(KIOSK, CHAIN) == NOTHING
        assert store.listing(DESK, None, 10) == []
        assert store.pull(BatchName(KIOSK, CHAIN, 0)) is None
        assert store.digest32(BatchName(KIOSK, CHAIN, 0)) is None
        assert store.acks(KIOSK, CHAIN, 0, 10) == []

    def test_its_incarnation_stays(self, store: ShelterStore) -> None:
        assert len(store.incarnation16()) == 16
        assert store.incarnation16() == store.incarnation16()

    def test_a_batch_is_stored_verbatim(self, store: ShelterStore) -> None:
        batch = make(0, blobs=36)
        assert put(store, batch) == (Verdict.STORED, Head(0, batch.digest32))
        found = store.pull(batch.name)
        assert found is not None
        assert (found.manifest, found.signature64, list(found.blobs)) == (
            batch.manifest,
            batch.signature64,
            list(batch.blobs),
        )
        assert (found.name, found.digest32) == (batch.name, batch.digest32)

    def test_a_duplicate_changes_nothing(self, store: ShelterStore) -> None:
        first, second = make(0), make(1)
        fill(store, [first, second])
        for batch in (first, second, first):
            assert store.put(batch, bytes(32)) == (Verdict.DUPLICATE, Head(1, second.digest32))
        assert len(store.listing(DESK, None, 10)) == 2

    def test_a_gap_is_told_with_the_head(self, store: ShelterStore) -> None:
        assert put(store, make(1)) == (Verdict.GAP, NOTHING)
        fill(store, [make(0)])
        assert put(store, make(2)) == (Verdict.GAP, Head(0, make(0).digest32))
        assert put(store, make((1 << 63) - 1))[0] is Verdict.GAP
        assert store.head(KIOSK, CHAIN).bno == 0

    def test_another_batch_never_takes_the_place_of_one(self, store: ShelterStore) -> None:
        fill(store, [make(0), make(1)])
        assert put(store, make(0, seed=1)) == (Verdict.OTHER_DIGEST, Head(1, make(1).digest32))
        found = store.pull(make(0).name)
        assert found is not None
        assert found.manifest == make(0).manifest

    def test_a_batch_that_does_not_follow_is_a_fork(self, store: ShelterStore) -> None:
        assert store.put(make(0), b"x" * 32)[0] is Verdict.FORK
        fill(store, [make(0)])
        assert store.put(make(1), b"x" * 32) == (Verdict.FORK, Head(0, make(0).digest32))
        assert store.put(make(1), make(0).digest32)[0] is Verdict.STORED

    def test_chains_and_kiosks_do_not_touch_each_other(self, store: ShelterStore) -> None:
        for kiosk, chain in ((KIOSK, b"chain--1"), (b"kiosk--1", CHAIN), (KIOSK, CHAIN)):
            fill(store, [make(0, kiosk=kiosk, chain=chain)])
        assert store.head(KIOSK, CHAIN).bno == 0
        assert store.head(b"kiosk--1", b"chain--1") == NOTHING

    def test_a_listing_is_by_name_and_goes_on_after_one(self, store: ShelterStore) -> None:
        batches = [make(bno, chain=chain) for chain in (b"chain--1", CHAIN) for bno in range(3)]
        fill(store, batches)
        ordered = sorted(((one.name, one.digest32) for one in batches), key=lambda one: (one[0].chain8, one[0].bno))
        assert store.listing(DESK, None, 10) == ordered
        found, after = [], None
        while page := store.listing(DESK, after, 2):
            found += page
            after = page[-1][0]
        assert found == ordered

    def test_what_a_reader_acknowledged_is_listed_for_the_other_only(self, store: ShelterStore) -> None:
        fill(store, [make(0), make(1)])
        store.keep_acks([ack(make(0))])
        assert store.listing(DESK, None, 10) == [(make(1).name, make(1).digest32)]
        assert len(store.listing(SUPERVISOR, None, 10)) == 2

    def test_the_ends_are_the_last_batch_of_each_chain_acknowledged_or_not(self, store: ShelterStore) -> None:
        one = [make(bno) for bno in range(3)]
        other = [make(bno, chain=b"chain--1") for bno in range(2)]
        third = [make(0, kiosk=b"kiosk--1")]
        fill(store, [*one, *other, *third])
        store.keep_acks([ack(one[2])])
        named = [(batch.name, batch.digest32) for batch in (one[2], other[1], third[0])]
        assert store.ends(None, 10) == named
        assert store.ends(None, 2) == named[:2]
        assert store.ends(one[2].name, 10) == named[1:]

    def test_an_acknowledgement_counts_for_its_digest_alone(self, store: ShelterStore) -> None:
        store.keep_acks([ack(make(0, seed=1))])
        fill(store, [make(0)])
        assert store.listing(DESK, None, 10) == [(make(0).name, make(0).digest32)]
        store.keep_acks([ack(make(0))])
        assert store.listing(DESK, None, 10) == []

    def test_acknowledgements_come_back_by_batch_from_one_on(self, store: ShelterStore) -> None:
        store.keep_acks([ack(make(bno), signer) for bno in (2, 0, 1) for signer in (SUPERVISOR, DESK)])
        store.keep_acks([ack(make(0, chain=b"chain--1"))])
        expected = [ack(make(bno), signer).signed for bno in range(3) for signer in (DESK, SUPERVISOR)]
        assert store.acks(KIOSK, CHAIN, 0, 10) == expected
        assert store.acks(KIOSK, CHAIN, 1, 10) == expected[2:]
        assert store.acks(KIOSK, CHAIN, 0, 3) == expected[:3]

    def test_the_first_signature_is_kept(self, store: ShelterStore) -> None:
        for signed in (b"first", b"second"):
            store.keep_acks([ack(make(0), signed=signed)])
        assert store.acks(KIOSK, CHAIN, 0, 10) == [b"first"]

    def test_a_counter_rises_and_never_falls(self, store: ShelterStore) -> None:
        assert [store.raise_counter(DESK, value) for value in (5, 5, 4, 6, 1, 1 << 62)] == [0, 5, 5, 5, 6, 6]
        assert store.raise_counter(SUPERVISOR, 1) == 0

    def test_a_schedule_version_never_falls(self, store: ShelterStore) -> None:
        assert [store.raise_schedule(version) for version in (3, 2, 4, 1)] == [3, 3, 4, 4]

    @pytest.mark.timeout(30)
    def test_racing_kiosks_lose_and_double_nothing(self, store: ShelterStore) -> None:
        """Two senders for each kiosk push the same ten batches at the same time, as after a lost answer."""
        kiosks = [f"kiosk--{number}".encode() for number in range(4)]
        verdicts: list[Verdict] = []

        def push(kiosk: bytes) -> None:
            before = bytes(32)
            for bno in range(10):
                batch = make(bno, kiosk=kiosk)
                verdicts.append(store.put(batch, before)[0])
                before = batch.digest32

        threads = [Thread(target=push, args=(kiosk,)) for kiosk in kiosks * 2]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert sorted(verdict.value for verdict in verdicts) == ["duplicate"] * 40 + ["stored"] * 40
        assert len(store.listing(DESK, None, 100)) == 40
