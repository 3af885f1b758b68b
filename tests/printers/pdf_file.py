"""A PDF taken apart just far enough to compare its objects."""

from __future__ import annotations

import base64
import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)endobj\n", re.DOTALL)
_STREAM = re.compile(rb"^(.*?)stream\r?\n(.*?)(?:\r?\n)?endstream", re.DOTALL)
_LENGTH = re.compile(rb"/Length \d+")


def objects(pdf: bytes) -> dict[int, bytes]:
    """Every object by number, its stream unpacked behind its dictionary (whose stated length is left out)."""
    return {int(number): _unpacked(body) for number, body in _OBJECT.findall(pdf)}


def _unpacked(body: bytes) -> bytes:
    found = _STREAM.match(body)
    if not found:
        return body
    head, data = found.groups()
    if b"/ASCII85Decode" in head:
        data = base64.a85decode(data.strip().removesuffix(b"~>"))
    if b"/FlateDecode" in head:
        data = zlib.decompress(data)
    return _LENGTH.sub(b"", head) + data
