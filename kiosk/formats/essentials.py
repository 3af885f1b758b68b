"""What a slip's paper alone carries of a visit, in 52 bytes. One rule: always 52 bytes, and both sides need
the same list of widths and nothing else.

Layout, bits from the most significant: SHA256(protocol)[:2]; one presence bit for each field of the list;
the values of the present fields in the list's order, each in its width; zeros.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.formats.cbor import damaged
from kiosk.problem import Bug

SIZE = 52
BITS = (SIZE - 2) * 8
"""What is left for presence bits and values."""


@dataclass(frozen=True)
class Field:
    """One entry of a protocol's `slip` list: None when not said. A field of a higher priority is kept
    longer.
    """

    value: int | None
    width: int
    priority: int = 0


def pack(protocol2: bytes, fields: Sequence[Field]) -> tuple[bytes, bool]:
    """The 52 bytes and whether something had to be left out: then fields go, the lowest priority first and
    among equals the last of the list. Raises Bug for a value wider than its field or a list that fits no
    slip.
    """
    if len(protocol2) != 2 or any(not _fits(field) for field in fields):
        raise Bug("a slip's field does not hold its value")
    kept = [field.value for field in fields]
    falling = sorted(range(len(fields)), key=lambda index: (fields[index].priority, -index))
    dropped = False
    while _taken(kept, fields) > BITS:
        if not falling:
            raise Bug("a slip list of more fields than bits")
        index = falling.pop(0)
        dropped = dropped or kept[index] is not None
        kept[index] = None
    return protocol2 + _bits(kept, fields).to_bytes(SIZE - 2, "big"), dropped


def unpack(untrusted: bytes, widths: Sequence[int]) -> tuple[bytes, list[int | None]]:
    """protocol2 and the value of each field, None when absent. Raises Damaged when bits are left over or
    missing.
    """
    if len(untrusted) != SIZE:
        raise damaged("a slip's record of another size")
    bits, left = int.from_bytes(untrusted[2:], "big"), BITS

    def take(width: int) -> int:
        nonlocal left
        left -= width
        if left < 0:
            raise damaged("a slip's record that is too full for its protocol")
        return bits >> left & (1 << width) - 1

    present = [take(1) for _ in widths]
    values = [take(width) if there else None for there, width in zip(present, widths, strict=True)]
    if take(left):
        raise damaged("a slip's record with more than its protocol says")
    return untrusted[:2], values


def protocol_of(untrusted: bytes) -> bytes:
    """SHA256(protocol)[:2]: tells a desk which list of widths to read with."""
    return untrusted[:2]


def _fits(field: Field) -> bool:
    return field.width > 0 and (field.value is None or 0 <= field.value < 1 << field.width)


def _taken(kept: Sequence[int | None], fields: Sequence[Field]) -> int:
    widths = (field.width for value, field in zip(kept, fields, strict=True) if value is not None)
    return len(fields) + sum(widths)


def _bits(kept: Sequence[int | None], fields: Sequence[Field]) -> int:
    bits, left = 0, BITS
    for value in kept:
        left -= 1
        bits |= int(value is not None) << left
    for value, field in zip(kept, fields, strict=True):
        if value is not None:
            left -= field.width
            bits |= value << left
    return bits
