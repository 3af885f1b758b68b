"""The two HPKE suites (RFC 9180) and the public key of the post-quantum one. One rule: only public halves
here; what opens is made in `shelter.opening`, which no kiosk loads.

Records are sealed with X-Wing (ML-KEM-768 with X25519, draft-connolly-cfrg-xwing-kem, HPKE KEM 0x647a);
slips with X25519, since no post-quantum slip fits the paper. The library keeps no bytes of a hybrid key, so
ours travel as ML-KEM 1184 ‖ X25519 32.
"""

from __future__ import annotations

from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PublicKey, Suite

from kiosk.formats.cbor import damaged

MLKEM_PUBLIC = 1184
RECORD_OVERHEAD = 1120 + 16
"""Bytes that the record suite adds: encapsulated key and tag."""
SLIP_OVERHEAD = 32 + 16

RECORD_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
SLIP_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)

OPENING_ERRORS = (InvalidTag, ValueError, TypeError)
"""All that `Suite.decrypt` raises for bytes that a key does not open; catch exactly these."""


@lru_cache(maxsize=32)
def public_key(public1216: bytes) -> MLKEM768X25519PublicKey:
    """The library's object for ML-KEM 1184 ‖ X25519 32, remembered for a week's many seals. Raises Damaged for
    another length or a key out of range.
    """
    x25519 = X25519PublicKey.from_public_bytes(x25519_public(public1216[MLKEM_PUBLIC:]))
    try:
        mlkem = MLKEM768PublicKey.from_public_bytes(public1216[:MLKEM_PUBLIC])
    except ValueError as error:
        raise damaged("a hybrid public key out of range") from error
    return MLKEM768X25519PublicKey(mlkem, x25519)


def x25519_public(public32: bytes) -> bytes:
    """The same bytes when they are a usable X25519 public key. Raises Damaged for another length or a point
    of low order, with which every exchange gives zeros (RFC 7748 section 6.1).
    """
    try:
        _PROBE.exchange(X25519PublicKey.from_public_bytes(public32))
    except ValueError as error:
        raise damaged("an X25519 public key out of range") from error
    return public32


_PROBE = X25519PrivateKey.from_private_bytes(b"\x40" * 32)
"""Any private key finds points of low order; nothing is ever exchanged with this one."""
