"""What a kiosk remembers of its closed batches on their way to the shelter (DESIGN section 5). One rule: a batch is
forgotten when a desk and a supervisor have both signed that they hold it, and for nothing else.

Nothing here counts people: batches close by the half hour and are always full.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from kiosk.ports.batches import ClosedBatch, Link
from kiosk.ports.kinds import Role

READERS = frozenset({Role.DESK, Role.SUPERVISOR})


class Aside(IntEnum):
    """What is wrong with a closed batch."""

    DAMAGED = 1
    """Its bytes on this disk are no longer what this kiosk signed: kept for IT, not offered any more."""
    RETURNED = 2
    """It is whole here, and the server says that it is not: offered again until the server takes it."""


@dataclass(frozen=True)
class Kept:
    """A closed batch without its blobs. `number` names it in this store; `digest32` is its manifest's."""

    number: int
    chain8: bytes
    bno: int
    digest32: bytes
    received: bool
    """The server has signed a receipt for it. Says nothing about forgetting it."""
    acked_by: frozenset[Role]
    aside: Aside | None

    @property
    def settled(self) -> bool:
        """Whether both readers have signed."""
        return self.acked_by >= READERS


Resign = Callable[[bytes, Link], tuple[bytes, bytes, bytes]]
"""From a manifest's bytes and its new place in a chain to the new manifest, the device's signature64 and digest32."""


class Outbox(Protocol):
    """Every method is one transaction or none; errors of the disk are Problems, and after one call again."""

    def link(self) -> Link:
        """The end of the chain that the next batch continues."""
        ...

    def kept(self) -> Sequence[Kept]:
        """Every closed batch that is not forgotten, by chain and number, chains in the order of their beginning."""
        ...

    def batch(self, kept: Kept) -> ClosedBatch:
        """One of them whole. Raises Damaged when its bytes do not fit together."""
        ...

    def digest_at(self, chain8: bytes, bno: int) -> bytes | None:
        """The digest of a batch of this kiosk, kept or forgotten lately; None for one it never had or no longer
        knows."""
        ...

    def receive(self, kept: Kept, receipt: bytes) -> None:
        """Remember the server's receipt; nothing is wrong with the batch then."""
        ...

    def adopt(self, incarnation16: bytes, chain8: bytes, head_bno: int | None, reply: bytes) -> bool:
        """Take the server's signed word on where a chain ends, also when it fell: receipts beyond it no longer count,
        and what lies before it is received even where its own receipt never came; `reply` stands for that then.
        Returns whether the store that answered is another one than the last time."""
        ...

    def acknowledge(self, kept: Kept, role: Role, ack: bytes) -> None:
        """Remember a reader's verified acknowledgement."""
        ...

    def purge(self) -> int:
        """Forget every batch that both readers have signed, but for its digest. Returns how many."""
        ...

    def set_aside(self, kept: Kept, why: Aside) -> None:
        """Mark a batch. A receipt takes the mark away."""
        ...

    def rechain(self, numbers: Collection[int], chain8: bytes, resign: Resign) -> None:
        """Begin the chain `chain8` with these batches, in their order, each under a new manifest with the same
        blobs; the open batch continues it. Their receipts and acknowledgements no longer count."""
        ...

    def oldest_since(self, hour: int) -> int:
        """The wall clock's hour (since 1970) in which the batch that waits longest for its readers became that;
        `hour` is now. Equals `hour` when none waits, and begins again when the clock went back."""
        ...
