"""Where the always-full batches are kept (DESIGN section 4). One rule: nothing here says how many people came.

A store holds one *open* batch, a fixed table of slots that is full of covers from the start, and the *closed* ones,
whose blobs are listed by their SHA-256. Which open slots are used is known to `kiosk.batch.keeper` alone, in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.ports.kinds import Kind


@dataclass(frozen=True)
class Slot:
    """A place in the open batch: 0 ≤ index < SLOTS_OF[kind]."""

    kind: Kind
    index: int


@dataclass(frozen=True)
class Link:
    """The end of a kiosk's chain: the next batch number and the digest of the one before (zeros at first)."""

    chain8: bytes
    bno: int
    prev32: bytes


@dataclass(frozen=True)
class OpenBatch:
    """What stands in the open batch: its epoch, its place in the chain, every slot's blob."""

    epoch: int
    schedule_version: int
    link: Link
    blobs: Mapping[Slot, bytes]


@dataclass(frozen=True)
class ClosedBatch:
    """A batch that is ready to travel: its manifest's bytes, the device's signature, its blobs sorted by SHA-256."""

    chain8: bytes
    bno: int
    manifest: bytes
    signature64: bytes
    blobs: Sequence[bytes]


class BatchStore(Protocol):
    """Keeps batches on disk. Every method is one transaction or none; errors of the disk are Problems
    (`DiskFull`, `ReadOnlyFolder`, `Damaged`), and after one the caller may call again with the same arguments."""

    def link(self) -> Link:
        """The end of the chain that the next batch continues; a new store starts a random chain at 0."""
        ...

    def open(self, epoch: int, schedule_version: int, blobs: Mapping[Slot, bytes]) -> None:
        """Replace the open batch by a new one with every slot filled."""
        ...

    def read_open(self) -> OpenBatch | None:
        """The open batch, None when there is none. Raises Damaged when its digest does not match."""
        ...

    def overwrite(self, blobs: Mapping[Slot, bytes]) -> None:
        """Put other bytes of equal length into some slots: durable when this returns (two WAL syncs)."""
        ...

    def close(self, manifest: bytes, signature64: bytes, digest32: bytes) -> None:
        """Turn the open batch into a closed one and move the chain on, in one transaction."""
        ...

    def closed(self) -> Iterable[ClosedBatch]:
        """Every closed batch that is still kept, oldest first."""
        ...

    def settle(self) -> None:
        """Bring the write-ahead log into the file, leave none behind, and flatten time stamps. Off the guest's path."""
        ...

    def set_aside(self) -> None:
        """Keep a damaged open batch's bytes for IT where nothing overwrites them, and forget it as the open one."""
        ...
