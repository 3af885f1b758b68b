"""Catalogues made ready at build time. One rule: one that is not of its source's very bytes is not used.

Reading PO takes polib some milliseconds a language, which the first frame does not have; `make setup` writes the
sentences as JSON beside length and CRC of the PO they came from. Without it, or after an edit, the PO itself is read.
A checksum is enough against a forgotten build, and spares the first frame OpenSSL's hashes (6 ms).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

FOLDER = Path(__file__).with_name("made")


def made_sentences(code: str, source: bytes) -> dict[str, str] | None:
    """The sentences made of exactly these PO bytes; None when there are none."""
    path = _path(code)
    if not path.is_file():
        return None
    try:
        made = json.loads(path.read_bytes())
        return dict(made["sentences"]) if made["source"] == _mark(source) else None
    except (ValueError, KeyError, TypeError):
        return None


def encode(source: bytes, sentences: Mapping[str, str]) -> bytes:
    """The bytes of a made catalogue."""
    made = {"source": _mark(source), "sentences": sentences}
    return json.dumps(made, ensure_ascii=False, sort_keys=True).encode()


def _mark(source: bytes) -> list[int]:
    return [len(source), crc32(source)]


def _path(code: str) -> Path:
    return FOLDER / f"{code}.json"
