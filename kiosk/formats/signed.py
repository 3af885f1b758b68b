"""A signed structure in a file of its own: CBOR [structure, signature64]. One rule: the structure's bytes
travel verbatim, so that what was signed is what is read.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.formats import cbor, identity, shape
from kiosk.formats.identity import SIGNATURE


def join(structure: bytes, signature64: bytes) -> bytes:
    """The bytes of the file."""
    return cbor.encode([structure, shape.sized("signature64", signature64, SIGNATURE)])


def split(untrusted: bytes, *, limit: int = cbor.LIMIT) -> tuple[bytes, bytes]:
    """The structure's bytes and its 64-byte signature, neither of them checked. Raises Damaged."""
    both = shape.array(cbor.decode(untrusted, limit=limit), 2)
    return shape.octets(both[0]), shape.octets(both[1], SIGNATURE)


def sign(structure: bytes, purpose: str, private: Ed25519PrivateKey) -> bytes:
    """The bytes of the file, signed for this purpose."""
    return join(structure, identity.sign(private, purpose, structure))
