"""What a list of accepted packs says before anybody verified it. One rule: for looks only, never for trust; nothing
here needs cryptography, so that the first frame can have it.
"""

from __future__ import annotations

import re

from kiosk.formats import cbor, shape
from kiosk.formats.cbor import Value, damaged

LIMIT = cbor.LIMIT
MOST = 128
"""Packs in a list."""
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)
"""A language tag as packs have it (BCP 47): letters, perhaps script or region."""


def named_packs(untrusted: bytes) -> tuple[str, ...]:
    """The language codes in CBOR [list, signature64], each once. Raises Damaged."""
    outer = shape.array(cbor.decode(untrusted, limit=LIMIT), 2)
    _, _, listed = fields_of(shape.octets(outer[0]))
    return tuple(dict.fromkeys(code_of(shape.array(value, 2)[0]) for value in listed))


def fields_of(structure: bytes) -> tuple[bytes, int, list[Value]]:
    """site8, version and the packs of CBOR [1, site8, version, [pack …]]. Raises Damaged."""
    fields = shape.array(cbor.decode(structure, limit=LIMIT), 4)
    shape.version(fields[0])
    return shape.octets(fields[1], 8), shape.uint(fields[2]), shape.array(fields[3])


def code_of(value: Value) -> str:
    """A language's code. Raises Damaged."""
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise damaged("a language code that is none")
    return value
