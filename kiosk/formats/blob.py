"""One sealed record as it lies on disk, on the wire and on a stick. One rule: every blob of a kind has the
same size and the same head, whether somebody came or not (DESIGN section 3).

This module seals and looks at the outside; opening lives in `shelter.opening.blob`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk.formats import cbor, hybrid, shape
from kiosk.formats.cbor import Value, damaged
from kiosk.formats.identity import kid8, label
from kiosk.formats.padding import COVER, PADDED, pad
from kiosk.ports.kinds import READER_OF, Kind
from kiosk.problem import Bug

BODY: dict[Kind, int] = {kind: 32 + size + 16 for kind, size in PADDED.items()}
"""commit32, then the padded record and the AEAD's tag."""
WRAP = 32 + hybrid.RECORD_OVERHEAD
WRAPS = 1
"""Readers of one blob. Two copies of a keystore are the safety net, not a second reader."""
HEAD = 23
"""Bytes of CBOR [1, kind, site8, schema, [kid8]] with kind and schema below 24."""
SCHEMA_TOP = 23
SIZE: dict[Kind, int] = {kind: 1 + (1 + HEAD) + (3 + body) + 1 + (3 + WRAP) for kind, body in BODY.items()}
"""Bytes of a whole blob: array(3), head, body, array(1), wrap, each byte string with its length prefix."""
NONCE = bytes(12)
"""Zero, because every key is used for one record only."""


@dataclass(frozen=True)
class Head:
    """What anybody may read of a blob: nothing that differs between people."""

    kind: Kind
    site8: bytes
    schema: int
    kids: tuple[bytes, ...]


@dataclass(frozen=True)
class Blob:
    """A parsed blob; `head_bytes` are what the body and the wrap are bound to."""

    head: Head
    head_bytes: bytes
    body: bytes
    wraps: tuple[bytes, ...]


def seal(kind: Kind, record: Mapping[int, Value], site8: bytes, schema: int, recipients: Sequence[bytes]) -> bytes:
    """Seal one record to the hybrid public key of the kind's reader: SIZE[kind] bytes, different each time.

    `record` is an int-keyed map whose field 0 says whether it is a cover. `recipients` holds WRAPS keys of
    1216 bytes. Raises TooLong, or Bug for a record or a schema outside the format.
    """
    padded = pad(kind, record)
    if len(recipients) != WRAPS or not 0 <= schema <= SCHEMA_TOP:
        raise Bug("a blob has one reader and a schema below 24")
    kids = [kid8(READER_OF[kind], public) for public in recipients]
    head = cbor.encode([1, int(kind), shape.sized("site8", site8, 8), schema, kids])
    cek = os.urandom(32)
    key, commit = content_keys(cek, head)
    body = commit + ChaCha20Poly1305(key).encrypt(NONCE, padded, sha256(head).digest())
    wraps = [
        hybrid.RECORD_SUITE.encrypt(cek, hybrid.public_key(public), info=wrap_info(head, body, kid))
        for public, kid in zip(recipients, kids, strict=True)
    ]
    return cbor.encode([head, body, wraps])


def cover(kind: Kind, site8: bytes, schema: int, recipients: Sequence[bytes]) -> bytes:
    """A sealed record that says nothing but that it is a cover; from outside it is like any other."""
    return seal(kind, COVER, site8, schema, recipients)


def parse(untrusted: bytes) -> Blob:
    """The outside of a blob, without any key. Raises Damaged unless every size is the one of its kind."""
    outer = shape.array(cbor.decode(untrusted), 3)
    head_bytes, body = shape.octets(outer[0], HEAD), shape.octets(outer[1])
    wraps = tuple(shape.octets(wrap, WRAP) for wrap in shape.array(outer[2], WRAPS))
    head = _parse_head(head_bytes)
    if len(body) != BODY[head.kind]:
        raise damaged("a sealed record of another size")
    return Blob(head, head_bytes, body, wraps)


def content_keys(cek32: bytes, head_bytes: bytes) -> tuple[bytes, bytes]:
    """key32 and commit32 = HKDF-SHA256(cek32, no salt, "ceiba/rec/1"00 ‖ SHA256(head)): one key fits one
    body.
    """
    info = label("rec") + sha256(head_bytes).digest()
    both = HKDF(algorithm=SHA256(), length=64, salt=None, info=info).derive(cek32)
    return both[:32], both[32:]


def wrap_info(head_bytes: bytes, body: bytes, kid: bytes) -> bytes:
    """What a wrap is bound to: "ceiba/wrap/1"00 ‖ SHA256(head) ‖ SHA256(body) ‖ kid8."""
    return label("wrap") + sha256(head_bytes).digest() + sha256(body).digest() + kid


def _parse_head(head_bytes: bytes) -> Head:
    head = shape.array(cbor.decode(head_bytes), 5)
    shape.version(head[0])
    number = shape.uint(head[1])
    if number not in Kind.__members__.values():
        raise damaged("a kind of record that this program does not know")
    kids = tuple(shape.octets(kid, 8) for kid in shape.array(head[4], WRAPS))
    return Head(Kind(number), shape.octets(head[2], 8), shape.uint(head[3], SCHEMA_TOP), kids)
