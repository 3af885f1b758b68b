"""What the first frame would wait for, made ready: a value as CBOR beside the marks of the files that it was read from.

One rule: what was made of other bytes than lie there now is not used. To load tomllib, to parse a site's TOML and PO
with polib, takes many milliseconds. A checksum is enough against a forgotten build or an edit, and spares the first
frame OpenSSL's hashes (6 ms).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zlib import crc32

from kiosk import folder
from kiosk.formats import cbor
from kiosk.problem import Problem

LIMIT = 262_144
"""Bytes of such a file at most."""


def read(path: Path, *sources: bytes) -> Any | None:
    """The value that was made of exactly these bytes; None when there is none. Its form is the reader's to check."""
    try:
        made = cbor.decode_own(folder.read(path, LIMIT))
    except Problem:
        return None
    whole = isinstance(made, list) and len(made) == 2 and made[0] == _marks(sources)
    return made[1] if whole else None


def encode(value: object, *sources: bytes) -> bytes:
    """The same bytes for the same value of plain types. A date or a time would not be read back. Raises Bug."""
    return cbor.encode_own([_marks(sources), value])


def _marks(sources: tuple[bytes, ...]) -> list[list[int]]:
    return [[len(source), crc32(source)] for source in sources]
