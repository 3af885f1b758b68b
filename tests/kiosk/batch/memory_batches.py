"""MemoryBatches: a BatchStore without a disk, with switches for a disk that fails. Keeps the port's contract."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256

from kiosk.ports.batches import ClosedBatch, Link, OpenBatch, Slot
from kiosk.ports.kinds import SLOTS_OF
from kiosk.problem import Bug, Damaged, Problem

EVERY_SLOT = [Slot(kind, index) for kind, many in SLOTS_OF.items() for index in range(many)]


class MemoryBatches:
    """`failing`, when set, is raised by every act that writes; `also_stores` makes what fails reach the disk all the
    same, as a failed sync can."""

    def __init__(self) -> None:
        self.end = Link(secrets.token_bytes(8), 0, bytes(32))
        self.standing: OpenBatch | None = None
        self.kept: list[ClosedBatch] = []
        self.aside: list[OpenBatch] = []
        self.failing: Problem | None = None
        self.also_stores = False
        self.damaged = False
        self.settled = True
        self.overwrites = 0

    def link(self) -> Link:
        return self.end

    def open(self, epoch: int, schedule_version: int, blobs: Mapping[Slot, bytes]) -> None:
        if set(blobs) != set(EVERY_SLOT):
            raise Bug("an open batch has a blob in every slot")
        if self._reaches_the_disk():
            self.standing = OpenBatch(epoch, schedule_version, self.end, dict(blobs))
            self.damaged = False
        self._may_have_failed()

    def read_open(self) -> OpenBatch | None:
        if self.damaged:
            raise Damaged("The open batch is damaged.")
        return self.standing

    def overwrite(self, blobs: Mapping[Slot, bytes]) -> None:
        standing = self.read_open()
        if standing is None:
            raise Bug("there is no open batch to write into")
        if any(len(standing.blobs[slot]) != len(blob) for slot, blob in blobs.items()):
            raise Bug("a blob of another length would move its neighbours")
        if self._reaches_the_disk():
            self.standing = replace(standing, blobs={**standing.blobs, **blobs})
            self.settled = False
            self.overwrites += 1
        self._may_have_failed()

    def close(self, manifest: bytes, signature64: bytes, digest32: bytes) -> None:
        standing = self.read_open()
        if standing is None:
            if self.kept and self.kept[-1].manifest == manifest:
                return
            raise Bug("there is no open batch to close")
        blobs = sorted(standing.blobs.values(), key=lambda blob: sha256(blob).digest())
        if self._reaches_the_disk():
            self.kept.append(ClosedBatch(self.end.chain8, self.end.bno, manifest, signature64, blobs))
            self.end = Link(self.end.chain8, self.end.bno + 1, digest32)
            self.standing = None
        self._may_have_failed()

    def closed(self) -> Iterable[ClosedBatch]:
        return tuple(self.kept)

    def settle(self) -> None:
        self.settled = True

    def set_aside(self) -> None:
        if self.standing is not None:
            self.aside.append(self.standing)
        self.standing, self.damaged = None, False

    def _reaches_the_disk(self) -> bool:
        return self.failing is None or self.also_stores

    def _may_have_failed(self) -> None:
        if self.failing is not None:
            raise self.failing
