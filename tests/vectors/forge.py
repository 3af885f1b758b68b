"""Structures by somebody who knows the format and breaks one rule of it. One rule: what is not broken on purpose is
right, so that a reader which misses the rule would take it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from kiosk.formats import blob, cbor, hybrid, identity, padding, signed, slip
from kiosk.formats.keystore import BLOCK, Holder, LockedKeystore
from kiosk.ports.kinds import READER_OF, Kind, Role
from shelter import keystore
from shelter.opening.secrets import EpochSecret
from tests.vectors.site import AUTHORITY, RECORDS, SCHEDULE, SCHEMA, SITE8, secret, seed

PASSPHRASE, LOCAL32 = "cinco árboles de sombra", seed("local32")


def forged_blob(
    kind: Kind = Kind.TALLY,
    *,
    head: list[cbor.Value] | None = None,
    padded: bytes | None = None,
    commit: bytes | None = None,
    info: Callable[[bytes, bytes, bytes], bytes] = blob.wrap_info,
    cek: bytes | None = None,
    to: EpochSecret | None = None,
) -> bytes:
    """A blob with another head, padded record, commitment, binding, content key or reader than it should have."""
    reader = to or secret(READER_OF[kind])
    kid = identity.kid8(reader.role, reader.public)
    head_bytes, cek32 = cbor.encode(head or [1, int(kind), SITE8, SCHEMA, [kid]]), cek or os.urandom(32)
    key, right = blob.content_keys(cek32, head_bytes)
    plain = padding.pad(kind, RECORDS[kind]) if padded is None else padded
    body = (commit or right) + ChaCha20Poly1305(key).encrypt(blob.NONCE, plain, sha256(head_bytes).digest())
    public = hybrid.public_key(reader.public)
    wrap = hybrid.RECORD_SUITE.encrypt(cek32, public, info=info(head_bytes, body, kid))
    return cbor.encode([head_bytes, body, [wrap]])


def padded(plain: bytes, size: int = 256) -> bytes:
    """ISO/IEC 7816-4, as a tally is padded."""
    return (plain + b"\x80").ljust(size, b"\0")


def forged_slip(payload60: bytes, mac16: bytes, site8: bytes = SITE8) -> str:
    """A slip by somebody who has the site's public key only."""
    public = X25519PublicKey.from_public_bytes(secret(Role.SLIP).public)
    sealed = hybrid.SLIP_SUITE.encrypt(payload60 + mac16, public, info=slip.slip_info(site8))
    return slip.to_digits(b"\x01" + sealed, demo=True)


def slip_number(number: int) -> str:
    """A slip's text with right check digits for any number."""
    digits = str(number).zfill(302)
    return slip.DEMO_MAGIC + slip.check6(digits) + digits


def forged_schedule(change: int, value: cbor.Value) -> bytes:
    """A schedule that the authority signed although one of its nine fields is another."""
    fields = cbor.decode(SCHEDULE.encode())
    assert isinstance(fields, list)
    fields[change] = value
    structure = cbor.encode(fields)
    return signed.join(structure, identity.sign(AUTHORITY, "schedule", structure))


def forged_keystore(content: object, holder: Holder = Holder.DESK) -> bytes:
    """A keystore whose passphrase and local file fit, with other contents; bytes are taken as already padded."""
    plain = content if isinstance(content, bytes) else padded(cbor.encode(content), BLOCK)
    blank = LockedKeystore(holder, bytes(16), bytes(12), bytes(32), b"")
    key, commit = keystore._keys(blank, PASSPHRASE, LOCAL32)
    ciphertext = ChaCha20Poly1305(key).encrypt(blank.nonce12, plain, sha256(blank.header).digest())
    return replace(blank, commit32=commit, ciphertext=ciphertext).encode()
