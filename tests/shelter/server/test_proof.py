"""A store is proven batch by batch: each lie in it is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import pytest

from kiosk.formats import batch as batches
from kiosk.formats.reading import BatchName
from kiosk.ports.shelter_store import StoredBatch
from kiosk.problem import Problem
from shelter.server.proof import prove
from tests.db.shelter.memory_store import MemoryShelterStore
from tests.shelter.server.chain import Chain
from tests.vectors.messages import SERVED


class Lying(MemoryShelterStore):
    """Changes what it hands out of the second batch."""

    def __init__(self, lie: Callable[[StoredBatch], StoredBatch | None] = lambda batch: batch) -> None:
        super().__init__()
        self._lie = lie

    def pull(self, name: BatchName) -> StoredBatch | None:
        found = super().pull(name)
        return found if found is None or name.bno != 1 else self._lie(found)


def filled(store: Lying) -> Lying:
    chain = Chain()
    for offer in chain.take(3):
        name = BatchName(offer.kiosk8, offer.chain8, offer.bno)
        parsed = batches.parse(offer.body)
        stored = StoredBatch(name, offer.digest32, parsed.manifest_bytes, parsed.signature64, parsed.blobs)
        store.put(stored, parsed.manifest.prev32)
    return store


def test_an_honest_store_is_counted() -> None:
    assert prove(filled(Lying()), SERVED) == 3
    assert prove(Lying(), SERVED) == 0


def test_a_withdrawn_blob_is_no_damage() -> None:
    def withdraw(batch: StoredBatch) -> StoredBatch:
        return replace(batch, blobs=[sha256(batch.blobs[0]).digest(), *batch.blobs[1:]])

    assert prove(filled(Lying(withdraw)), SERVED) == 3


@pytest.mark.parametrize(
    "lie",
    [
        lambda _: None,
        lambda batch: replace(batch, blobs=batch.blobs[1:]),
        lambda batch: replace(batch, blobs=[bytes(len(batch.blobs[0])), *batch.blobs[1:]]),
        lambda batch: replace(batch, signature64=bytes(64)),
        lambda batch: replace(batch, digest32=bytes(32)),
        lambda batch: replace(batch, manifest=batch.manifest[:-1] + b"\0"),
    ],
    ids=["missing", "a blob less", "another blob", "signature", "digest", "manifest"],
)
def test_each_lie_is_found(lie: Callable[[StoredBatch], StoredBatch | None]) -> None:
    with pytest.raises(Problem):
        prove(filled(Lying(lie)), SERVED)
