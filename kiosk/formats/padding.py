"""The one size of each kind of record before it is sealed. One rule: no record's length tells what it says.

Apart from `blob`, because checking a protocol's longest record needs no cryptography.
"""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.formats import cbor
from kiosk.formats.cbor import Value
from kiosk.ports.kinds import Kind
from kiosk.problem import Bug

PADDED: dict[Kind, int] = {Kind.INTAKE: 512, Kind.TALLY: 256, Kind.EVENT: 256}
"""Bytes of a padded record: what the CBOR of a record may take is one less."""
COVER: Mapping[int, Value] = {0: True}


class TooLong(Bug):
    """A record does not fit its kind's size. Loading a protocol asks `record_fits` first."""


def record_fits(kind: Kind, record: Mapping[int, Value]) -> bool:
    """Whether a record can be sealed as this kind."""
    return len(cbor.encode(record)) < PADDED[kind]


def pad(kind: Kind, record: Mapping[int, Value]) -> bytes:
    """ISO/IEC 7816-4: the record, 0x80, zeros, to the one size of its kind. Raises TooLong; Bug without
    field 0.
    """
    if not isinstance(record.get(0), bool):
        raise Bug("field 0 of every record says whether it is a cover")
    plain = cbor.encode(record)
    if len(plain) >= PADDED[kind]:
        raise TooLong(f"a record of kind {kind.name} takes {PADDED[kind] - 1} bytes, not {len(plain)}")
    return (plain + b"\x80").ljust(PADDED[kind], b"\x00")
