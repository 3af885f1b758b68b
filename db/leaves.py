"""How 36 blobs become one digest and one column. One rule: a blob's place never leaves the open batch.

PLACES numbers the slots kind by kind (intake 0-15, tally 16-31, event 32-35). The digest of an open batch is
SHA-256("ceiba/open/1" 00, epoch u64, schedule version u64, chain8, bno u64, prev32, SHA-256 of every blob by
place), all integers big-endian. A packed column is, per blob, its length as u32 big-endian and its bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from hashlib import sha256

from kiosk.ports.batches import Link, Slot
from kiosk.ports.kinds import SLOTS_OF
from kiosk.problem import Damaged

SLOTS: tuple[Slot, ...] = tuple(Slot(kind, index) for kind, many in SLOTS_OF.items() for index in range(many))
PLACES: Mapping[Slot, int] = {slot: place for place, slot in enumerate(SLOTS)}


def leaf(blob: bytes) -> bytes:
    """SHA-256 of a blob, 32 bytes: its name wherever blobs are listed."""
    return sha256(blob).digest()


def open_digest(epoch: int, schedule_version: int, link: Link, leaves: Iterable[bytes]) -> bytes:
    """The open batch's digest over its frame and its leaves, given by place."""
    frame = struct.pack(">QQ8sQ32s", epoch, schedule_version, link.chain8, link.bno, link.prev32)
    return sha256(b"ceiba/open/1\0" + frame + b"".join(leaves)).digest()


def pack(blobs: Iterable[bytes]) -> bytes:
    """Several blobs as one column."""
    return b"".join(struct.pack(">I", len(blob)) + blob for blob in blobs)


def unpack(untrusted_column: bytes) -> list[bytes]:
    """The blobs of a packed column. Raises Damaged when lengths do not add up."""
    blobs, at = [], 0
    while at < len(untrusted_column):
        end = at + 4 + int.from_bytes(untrusted_column[at : at + 4], "big")
        if end > len(untrusted_column) or at + 4 > len(untrusted_column):
            raise Damaged("A closed batch in the kiosk's database is damaged; keep the file and call IT.")
        blobs.append(untrusted_column[at + 4 : end])
        at = end
    return blobs
