"""Where the shelter's server keeps what kiosks sent (DESIGN section 5). One rule: bytes come out as they went in, and
nothing that was answered "stored" is ever lost.

It knows ciphertext, chains and signers, no times and no people. Every method may be called from any thread; what it
wrote is on the disk when it returns. Errors of the disk are `Unavailable`, and after one the caller may call again with
the same arguments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar, Protocol

from kiosk.formats.reading import BatchName
from kiosk.problem import Problem


class Busy(Problem):
    """More writes wait than the disk can take soon; nothing was written."""

    code: ClassVar[str] = "busy"


class Unavailable(Problem):
    """The disk or the database failed: full, closed to us or damaged. Whether something was written is unknown."""

    code: ClassVar[str] = "unavailable"


class Verdict(Enum):
    """What became of an offered batch."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    GAP = "gap"
    OTHER_DIGEST = "other-digest"
    FORK = "fork"


@dataclass(frozen=True)
class Head:
    """Where a chain ends: None and 32 zeros when nothing of it is there."""

    bno: int | None
    digest32: bytes


NOTHING = Head(None, bytes(32))


@dataclass(frozen=True)
class StoredBatch:
    """A verified batch: its digest, the manifest's bytes, the device's signature, the blobs by SHA256. In what `pull`
    gives, a blob that was withdrawn is its own SHA256 (32 bytes).
    """

    name: BatchName
    digest32: bytes
    manifest: bytes
    signature64: bytes
    blobs: Sequence[bytes]


@dataclass(frozen=True)
class SignedAck:
    """A verified acknowledgement, and its bytes as the reader signed them."""

    name: BatchName
    digest32: bytes
    signer8: bytes
    signed: bytes


class ShelterStore(Protocol):
    """The server's memory of one site."""

    def incarnation16(self) -> bytes:
        """Random bytes drawn when the store was made."""
        ...

    def head(self, kiosk8: bytes, chain8: bytes) -> Head:
        """Where a chain ends now."""
        ...

    def digest32(self, name: BatchName) -> bytes | None:
        """The digest of a stored batch, None when there is none of that name."""
        ...

    def put(self, batch: StoredBatch, prev32: bytes) -> tuple[Verdict, Head]:
        """Store a batch whose `prev32` is its chain's end, or say why not; the chain's end after that. Raises Busy."""
        ...

    def listing(self, signer8: bytes, after: BatchName | None, most: int) -> list[tuple[BatchName, bytes]]:
        """Names and digests, ascending, of batches that this reader has not acknowledged under that digest."""
        ...

    def ends(self, after: BatchName | None, most: int) -> list[tuple[BatchName, bytes]]:
        """The last batch of every chain, name and digest, ascending, those after a name."""
        ...

    def pull(self, name: BatchName) -> StoredBatch | None:
        """A whole batch, None when there is none of that name."""
        ...

    def keep_acks(self, acks: Sequence[SignedAck]) -> None:
        """Keep acknowledgements: one a batch, digest and signer, the first. Those of batches that are not here are kept
        too: a restored store gets its batches again. Raises Busy.
        """
        ...

    def acks(self, kiosk8: bytes, chain8: bytes, first_bno: int, most: int) -> list[bytes]:
        """The signed bytes of a chain's acknowledgements from a batch on, by (bno, signer8, digest32)."""
        ...

    def raise_counter(self, signer8: bytes, counter: int) -> int:
        """A reader's highest counter before this one, 0 at first; a higher one is remembered. Raises Busy."""
        ...

    def raise_schedule(self, version: int) -> int:
        """Remember a schedule's version when it is the highest; the highest that was ever seen. Raises Busy."""
        ...

    def close(self) -> None:
        """Finish what is being written and let go of the files."""
        ...
