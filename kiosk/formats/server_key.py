"""The server.key file: what signs heads, receipts and objections. One rule: it opens nothing, so the server starts by
itself; whoever steals it can lie about what is stored, and a new schedule ends that.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.formats import cbor, shape

LIMIT = 64
"""Bytes of the file, and some."""


@dataclass(frozen=True)
class ServerKey:
    """The server's Ed25519 seed."""

    ed_seed32: bytes = field(repr=False)

    @staticmethod
    def create() -> ServerKey:
        """A fresh key."""
        return ServerKey(os.urandom(32))

    @staticmethod
    def parse(untrusted: bytes) -> ServerKey:
        """The key in a server.key file. Raises Damaged."""
        fields = shape.array(cbor.decode(untrusted, limit=LIMIT), 2)
        shape.version(fields[0])
        return ServerKey(shape.octets(fields[1], 32))

    def encode(self) -> bytes:
        """The bytes of a server.key file, secret: CBOR [1, ed_seed32]."""
        return cbor.encode([1, shape.sized("ed_seed32", self.ed_seed32, 32)])

    @property
    def ed25519(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.ed_seed32)

    @property
    def ed32(self) -> bytes:
        """The public half that a schedule lists for role 4."""
        return self.ed25519.public_key().public_bytes_raw()
