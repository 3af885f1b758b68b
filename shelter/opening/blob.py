"""Opens one sealed record. One rule: every check that the format names is made before a field is believed.

Callers check the batch's signature and root first: they cover the whole blob, of which this sees its own
reader's part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import compare_digest

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from kiosk.formats import cbor, hybrid
from kiosk.formats.blob import NONCE, Blob, content_keys, parse, wrap_info
from kiosk.formats.cbor import Value, damaged
from kiosk.formats.padding import PADDED
from kiosk.ports.kinds import READER_OF, Kind
from kiosk.problem import WrongKey
from shelter.opening.secrets import EpochSecret


@dataclass(frozen=True)
class OpenedBlob:
    """An opened record and the epoch of the key that it was sealed to. Field 0 of a record is its cover
    flag.
    """

    kind: Kind
    schema: int
    epoch: int
    record: dict[int, Value] = field(repr=False)

    @property
    def is_cover(self) -> bool:
        return self.record[0] is True


def open_blob(untrusted: bytes, secrets: Iterable[EpochSecret], site8: bytes) -> OpenedBlob:
    """The record of a blob that was sealed to one of these secrets, at this site. Raises Damaged for a bad
    blob, WrongKey for one of another site, role or epoch (or of an epoch whose secret was destroyed).
    """
    blob = parse(untrusted)
    if blob.head.site8 != site8:
        raise WrongKey("This record is for another site; hand it to that site.")
    reader = READER_OF[blob.head.kind]
    secret = next((own for own in secrets if own.role is reader and own.kid8 == blob.head.kids[0]), None)
    if secret is None:
        raise WrongKey("This record is sealed to other keys; open it where its week's keys are kept.")
    plain = _content(blob, _unwrap(blob, secret))
    return OpenedBlob(blob.head.kind, blob.head.schema, secret.epoch, _record(blob.head.kind, plain))


def _unwrap(blob: Blob, secret: EpochSecret) -> bytes:
    info = wrap_info(blob.head_bytes, blob.body, secret.kid8)
    try:
        return hybrid.RECORD_SUITE.decrypt(blob.wraps[0], secret.hybrid, info=info)
    except hybrid.OPENING_ERRORS as error:
        raise damaged("a key that does not belong to this record") from error


def _content(blob: Blob, cek32: bytes) -> bytes:
    key, commit = content_keys(cek32, blob.head_bytes)
    if not compare_digest(commit, blob.body[:32]):
        raise damaged("a record made for another key")
    try:
        return ChaCha20Poly1305(key).decrypt(NONCE, blob.body[32:], sha256(blob.head_bytes).digest())
    except InvalidTag as error:
        raise damaged("an altered record") from error


def _record(kind: Kind, padded: bytes) -> dict[int, Value]:
    plain = padded.rstrip(b"\x00")
    if len(padded) != PADDED[kind] or plain[-1:] != b"\x80":
        raise damaged("a record without its padding")
    record = cbor.decode(plain[:-1])
    if not isinstance(record, dict) or not isinstance(record.get(0), bool):
        raise damaged("a record without its first field")
    return record
