"""What every source of sealed records hands over. One rule: a source never stops because one thing in it is bad."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Parcel:
    """A batch as it came, unverified. A blob that was withdrawn at the server is its own SHA256 (32 bytes)."""

    manifest: bytes
    signature64: bytes
    blobs: Sequence[bytes]


@dataclass(frozen=True)
class Rubbish:
    """Something that should be a batch and is none: its bytes, and the code of the Problem that it made."""

    item: bytes
    why: str


class Source(Protocol):
    """A folder, a kiosk's store, the server. May be asked again; errors of the place itself are Problems."""

    def parcels(self) -> Iterator[Parcel | Rubbish]:
        """Everything that is there, of every kind of record, in any order."""
        ...
