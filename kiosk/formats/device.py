"""A kiosk's own two keys, the only secrets it holds. One rule: they sign and vouch; they open nothing."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.formats import cbor, shape
from kiosk.formats.identity import id8

LIMIT = 128


@dataclass(frozen=True)
class DeviceKeys:
    """The seed of the Ed25519 key that signs batches and the X25519 secret that vouches for slips, 32 bytes
    each.
    """

    ed_seed32: bytes = field(repr=False)
    x_secret32: bytes = field(repr=False)

    @staticmethod
    def create() -> DeviceKeys:
        """New keys from the system's randomness."""
        return DeviceKeys(os.urandom(32), os.urandom(32))

    @staticmethod
    def parse(untrusted: bytes) -> DeviceKeys:
        """The keys in a device.key file. Raises Damaged."""
        fields = shape.array(cbor.decode(untrusted, limit=LIMIT), 3)
        shape.version(fields[0])
        return DeviceKeys(shape.octets(fields[1], 32), shape.octets(fields[2], 32))

    def encode(self) -> bytes:
        """The bytes of a device.key file, secret: CBOR [1, ed_seed32, x_secret32]."""
        return cbor.encode(
            [1, shape.sized("ed_seed32", self.ed_seed32, 32), shape.sized("x_secret32", self.x_secret32, 32)]
        )

    @property
    def ed25519(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.ed_seed32)

    @property
    def x25519(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(self.x_secret32)

    @property
    def ed32(self) -> bytes:
        """The public half that a schedule lists."""
        return self.ed25519.public_key().public_bytes_raw()

    @property
    def x32(self) -> bytes:
        """The public half that a schedule lists."""
        return self.x25519.public_key().public_bytes_raw()

    @property
    def device8(self) -> bytes:
        return id8(self.ed32)
