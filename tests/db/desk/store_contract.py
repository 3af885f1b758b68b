"""What every DeskStore keeps, the fake included. Subclasses give a `store`."""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256

from kiosk.ports.desk_store import Aside, DeskStore, KeptBlob, Noted


def kept(epoch: int = 5, *, whole: bool = True) -> KeptBlob:
    blob = os.urandom(1841)
    return KeptBlob(sha256(blob).digest(), epoch, os.urandom(32), blob, whole)


def note(epoch: int = 5) -> Noted:
    return Noted(os.urandom(32), epoch, os.urandom(20))


class DeskStoreContract:
    """Inherited once for each adapter."""

    def test_a_new_store_is_empty(self, store: DeskStore) -> None:
        assert store.taken() == frozenset()
        assert list(store.epochs()) == []
        assert list(store.asides()) == []
        assert store.swept() == 0
        assert list(store.find([bytes(32)])) == []
        assert store.noted([bytes(32)]) == {}

    def test_blobs_come_out_as_they_went_in_and_by_their_mark(self, store: DeskStore) -> None:
        one, two = kept(), kept(6)
        store.take(b"a" * 32, 5, [one])
        store.take(b"b" * 32, 6, [two])
        assert list(store.find([two.mark32])) == [two]
        assert list(store.find([])) == []
        assert list(store.kept(5)) == [one]
        assert store.taken() == {b"a" * 32, b"b" * 32}
        assert list(store.epochs()) == [5, 6]

    def test_a_blob_is_kept_once(self, store: DeskStore) -> None:
        one, two = kept(), kept()
        store.take(b"a" * 32, 5, [one])
        store.take(b"b" * 32, 5, [two, one])
        assert {item.leaf32 for item in store.kept(5)} == {one.leaf32, two.leaf32}

    def test_a_blob_from_a_damaged_batch_becomes_whole_when_it_comes_whole_and_never_the_reverse(
        self, store: DeskStore
    ) -> None:
        one = kept(whole=False)
        store.take(None, 5, [one])
        assert [item.whole for item in store.kept(5)] == [False]
        assert store.taken() == frozenset()
        store.take(b"a" * 32, 5, [replace(one, whole=True)])
        store.take(None, 5, [one])
        assert [item.whole for item in store.kept(5)] == [True]

    def test_whole_blobs_are_found_before_others(self, store: DeskStore) -> None:
        mark = os.urandom(32)
        blobs = [replace(kept(whole=whole), mark32=mark) for whole in (False, True, False)]
        store.take(None, 5, blobs)
        assert [item.whole for item in store.find([mark])] == [True, False, False]

    def test_an_exchange_leaves_as_many_blobs_and_nothing_of_the_first(self, store: DeskStore) -> None:
        one, two, other = kept(), kept(), kept()
        store.take(b"a" * 32, 5, [one, two])
        store.exchange(one.leaf32, other)
        assert {item.leaf32 for item in store.kept(5)} == {two.leaf32, other.leaf32}
        assert list(store.find([one.mark32])) == []
        store.exchange(one.leaf32, kept())
        assert len(list(store.kept(5))) == 2

    def test_the_first_note_of_a_mark_stays(self, store: DeskStore) -> None:
        one = note()
        assert store.note(one)
        assert not store.note(replace(one, sealed=os.urandom(20)))
        assert store.noted([one.mark32, bytes(32)]) == {one.mark32: one.sealed}

    def test_bad_bytes_are_kept_once_with_their_reason(self, store: DeskStore) -> None:
        asides = [Aside(sha256(item).digest(), "damaged", item) for item in (b"x", b"", b"y")]
        store.set_aside(asides)
        store.set_aside(asides[:1])
        store.set_aside([])
        assert list(store.asides()) == sorted(asides, key=lambda one: one.digest32)

    def test_forgetting_an_epoch_takes_all_of_it_and_nothing_else(self, store: DeskStore) -> None:
        for epoch, digest in ((5, b"a" * 32), (6, b"b" * 32)):
            store.take(digest, epoch, [kept(epoch)])
            store.note(note(epoch))
        store.forget(5)
        assert list(store.epochs()) == [6]
        assert store.taken() == {b"b" * 32}
        assert len(list(store.kept(6))) == 1

    def test_the_day_of_the_last_round_is_remembered(self, store: DeskStore) -> None:
        store.sweep(20_781)
        assert store.swept() == 20_781
