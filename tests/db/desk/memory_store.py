"""The desk's store in memory, for tests that are about the desk and not about a disk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kiosk.ports.desk_store import Aside, KeptBlob, Noted


class MemoryDeskStore:
    """Keeps the contract of `kiosk.ports.desk_store.DeskStore`."""

    def __init__(self) -> None:
        self.blobs: dict[bytes, KeptBlob] = {}
        self.notes: dict[bytes, Noted] = {}
        self.batches: dict[bytes, int] = {}
        self.bad: dict[bytes, Aside] = {}
        self.day = 0

    def taken(self) -> frozenset[bytes]:
        return frozenset(self.batches)

    def take(self, digest32: bytes | None, epoch: int, blobs: Sequence[KeptBlob]) -> None:
        for one in blobs:
            known = self.blobs.setdefault(one.leaf32, one)
            self.blobs[one.leaf32] = replace(known, whole=known.whole or one.whole)
        if digest32 is not None:
            self.batches.setdefault(digest32, epoch)

    def find(self, marks: Collection[bytes]) -> Sequence[KeptBlob]:
        return sorted((one for one in self.blobs.values() if one.mark32 in marks), key=lambda one: not one.whole)

    def kept(self, epoch: int) -> Iterable[KeptBlob]:
        return sorted((one for one in self.blobs.values() if one.epoch == epoch), key=lambda one: one.leaf32)

    def exchange(self, leaf32: bytes, other: KeptBlob) -> None:
        if self.blobs.pop(leaf32, None) is not None:
            self.blobs[other.leaf32] = other

    def note(self, noted: Noted) -> bool:
        return self.notes.setdefault(noted.mark32, noted) is noted

    def noted(self, marks: Collection[bytes]) -> Mapping[bytes, bytes]:
        return {mark: self.notes[mark].sealed for mark in marks if mark in self.notes}

    def set_aside(self, asides: Sequence[Aside]) -> None:
        for one in asides:
            self.bad.setdefault(one.digest32, one)

    def asides(self) -> Sequence[Aside]:
        return [self.bad[digest] for digest in sorted(self.bad)]

    def epochs(self) -> Sequence[int]:
        kept = {one.epoch for one in self.blobs.values()}
        return sorted(kept | {one.epoch for one in self.notes.values()} | set(self.batches.values()))

    def forget(self, epoch: int) -> None:
        self.blobs = {leaf: one for leaf, one in self.blobs.items() if one.epoch != epoch}
        self.notes = {mark: one for mark, one in self.notes.items() if one.epoch != epoch}
        self.batches = {digest: of for digest, of in self.batches.items() if of != epoch}

    def swept(self) -> int:
        return self.day

    def sweep(self, day: int) -> None:
        self.day = day
