"""Who signs, and over what. One rule: every signature, hash for a name and derived key begins with its own
label, so that bytes made for one purpose mean nothing for another.
"""

from __future__ import annotations

from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kiosk.ports.kinds import Role
from kiosk.problem import Bug, WrongKey

SIGNATURE = 64


def label(purpose: str) -> bytes:
    """`ceiba/PURPOSE/1` and a NUL, in ASCII."""
    return b"ceiba/" + purpose.encode("ascii") + b"/1\x00"


def id8(ed32: bytes) -> bytes:
    """The name of whoever holds an Ed25519 key: a device, a site (its authority), a desk, a supervisor, a
    server.
    """
    if len(ed32) != 32:
        raise Bug("an Ed25519 public key has 32 bytes")
    return sha256(ed32).digest()[:8]


def kid8(role: Role, public: bytes) -> bytes:
    """The name of a key that things are sealed to: SHA256("ceiba/kid/1"00 ‖ role ‖ public)[:8], role as one
    byte.
    """
    return sha256(label("kid") + bytes([role]) + public).digest()[:8]


def signed_message(purpose: str, cbor_bytes: bytes) -> bytes:
    """What a signature covers: the label, then the structure's own bytes."""
    return label(purpose) + cbor_bytes


def sign(private: Ed25519PrivateKey, purpose: str, cbor_bytes: bytes) -> bytes:
    """The 64-byte Ed25519 signature (RFC 8032) of a structure."""
    return private.sign(signed_message(purpose, cbor_bytes))


def verify(ed32: bytes, purpose: str, cbor_bytes: bytes, untrusted_signature64: bytes) -> None:
    """Returns when `ed32` signed this structure for this purpose. Raises WrongKey."""
    try:
        key = Ed25519PublicKey.from_public_bytes(ed32)
        key.verify(untrusted_signature64, signed_message(purpose, cbor_bytes))
    except (InvalidSignature, ValueError) as error:
        raise WrongKey("This is not signed by your site's key; fetch it again from your site.") from error
