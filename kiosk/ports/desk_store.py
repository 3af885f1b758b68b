"""What a desk keeps on its own disk (DESIGN section 7). One rule: ciphertext and keyed marks, nothing in clear, and as
many records whether somebody came or not.

A mark is an HMAC under a key of the epoch: whoever lacks the desk's keys, or comes after they were destroyed, cannot
tell it from chance.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class KeptBlob:
    """A sealed intake, a cover or not. `leaf32` is its SHA256; `mark32` finds it by its code (a cover's finds
    nothing). `whole` says that it came in a batch that its kiosk signed as it is.
    """

    leaf32: bytes
    epoch: int
    mark32: bytes
    blob: bytes
    whole: bool


@dataclass(frozen=True)
class Noted:
    """Something that the desk remembers of a code: a mark, and a few sealed bytes of constant length."""

    mark32: bytes
    epoch: int
    sealed: bytes


@dataclass(frozen=True)
class Aside:
    """Bytes that nobody could use: `why` is a Problem's code, `digest32` the SHA256 of all of them."""

    digest32: bytes
    why: str
    item: bytes


class DeskStore(Protocol):
    """Every method is one transaction or none; errors of the disk are Problems, and after one call again."""

    def taken(self) -> frozenset[bytes]:
        """Digests of the batches whose blobs are here."""
        ...

    def take(self, digest32: bytes | None, epoch: int, blobs: Sequence[KeptBlob]) -> None:
        """Keep blobs, each once by its leaf; one that was kept as not `whole` becomes whole when it comes so.
        `digest32` is remembered as taken; None for a batch that was damaged.
        """
        ...

    def find(self, marks: Collection[bytes]) -> Sequence[KeptBlob]:
        """The kept blobs with one of these marks, whole ones first."""
        ...

    def kept(self, epoch: int) -> Iterable[KeptBlob]:
        """Every kept blob of an epoch, by leaf."""
        ...

    def exchange(self, leaf32: bytes, other: KeptBlob) -> None:
        """Put another blob in the place of a kept one, in one transaction; nothing of the first is left."""
        ...

    def note(self, noted: Noted) -> bool:
        """Remember; False, and nothing changed, when the mark is known."""
        ...

    def noted(self, marks: Collection[bytes]) -> Mapping[bytes, bytes]:
        """The sealed bytes behind those of these marks that are known."""
        ...

    def set_aside(self, asides: Sequence[Aside]) -> None:
        """Keep bad bytes for IT, each once."""
        ...

    def asides(self) -> Sequence[Aside]:
        """What was set aside, by digest."""
        ...

    def epochs(self) -> Sequence[int]:
        """The epochs of which anything is kept, ascending."""
        ...

    def forget(self, epoch: int) -> None:
        """Erase everything of an epoch: blobs, notes, taken batches."""
        ...

    def swept(self) -> int:
        """The last day (since 1970) on which the desk looked for what is to be erased; 0 at first."""
        ...

    def sweep(self, day: int) -> None:
        """Remember that it looked."""
        ...
