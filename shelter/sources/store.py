"""A kiosk's own store as a source, where kiosk and shelter share a computer or a disk was carried over. One rule: it
is read through the port, so that nothing here knows its tables.
"""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.ports.batches import BatchStore
from kiosk.problem import Damaged
from shelter.sources.source import Parcel, Rubbish


class StoreSource:
    """The closed batches of one kiosk."""

    def __init__(self, store: BatchStore) -> None:
        self._store = store

    def parcels(self) -> Iterator[Parcel | Rubbish]:
        try:
            for batch in self._store.closed():
                yield Parcel(batch.manifest, batch.signature64, batch.blobs)
        except Damaged as damaged:
            yield Rubbish(b"", damaged.code)
