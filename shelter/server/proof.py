"""Whether a store really holds what it lists. One rule: a copy that was never read back is no backup.

Every chain is read from its first batch to its last: each batch signed by its listed kiosk, following the one before,
its blobs the manifest's (a withdrawn one is its own SHA256).
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from kiosk.formats import manifest
from kiosk.formats.cbor import damaged
from kiosk.formats.manifest import FIRST_PREV32
from kiosk.formats.reading import LISTED, BatchName
from kiosk.formats.schedule import Schedule
from kiosk.ports.shelter_store import ShelterStore, StoredBatch

LEAF = 32
"""Bytes of what stands for a blob that was withdrawn."""


def prove(store: ShelterStore, schedule: Schedule) -> int:
    """Read every batch back; how many there are. Raises Damaged, WrongKey, Unavailable."""
    count = 0
    for end in _ends(store):
        prev32 = FIRST_PREV32
        for bno in range(end.bno + 1):
            prev32 = _prove_one(store, BatchName(end.kiosk8, end.chain8, bno), prev32, schedule)
            count += 1
    return count


def _ends(store: ShelterStore) -> Iterator[BatchName]:
    after = None
    while listed := store.ends(after, LISTED):
        yield from (name for name, _ in listed)
        after = listed[-1][0]


def _prove_one(store: ShelterStore, name: BatchName, prev32: bytes, schedule: Schedule) -> bytes:
    """The batch's digest."""
    found, device = store.pull(name), schedule.device(name.kiosk8)
    if found is None or device is None:
        raise damaged("a chain with a batch or a kiosk missing")
    signed = manifest.parse_and_verify(found.manifest, found.signature64, device.ed32)
    if (signed.site8, signed.chain8, signed.bno, signed.prev32) != (schedule.site8, name.chain8, name.bno, prev32):
        raise damaged("a batch in another's place")
    digest32 = manifest.digest32(found.manifest)
    if digest32 != found.digest32 or _root32(found) != signed.root32:
        raise damaged("a batch whose blobs are not its manifest's")
    return digest32


def _root32(found: StoredBatch) -> bytes:
    leaves = [blob if len(blob) == LEAF else sha256(blob).digest() for blob in found.blobs]
    return sha256(b"".join(sorted(leaves))).digest()
