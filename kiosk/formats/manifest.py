"""What a kiosk signs when it closes a batch. One rule: a manifest counts batches, never people, and names
its blobs by one hash over all of them, in no order of arrival (DESIGN section 4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.formats import cbor, identity, shape
from kiosk.formats.cbor import damaged

PURPOSE = "manifest"
EPOCH_TOP = 0xFFFF
LIMIT = 256
"""Bytes of the longest manifest, and some."""
FIRST_PREV32 = bytes(32)


@dataclass(frozen=True)
class Manifest:
    """Fields in the order of their array. `bno` counts the batches of the chain from 0; `prev32` is the
    digest of the manifest before it, zeros for the first.
    """

    site8: bytes
    kiosk8: bytes
    chain8: bytes
    bno: int
    prev32: bytes
    epoch: int
    schedule_version: int
    root32: bytes

    def encode(self) -> bytes:
        """CBOR [1, site8, kiosk8, chain8, bno, prev32, epoch, schedule_version, root32]."""
        return cbor.encode(
            [
                1,
                shape.sized("site8", self.site8, 8),
                shape.sized("kiosk8", self.kiosk8, 8),
                shape.sized("chain8", self.chain8, 8),
                self.bno,
                shape.sized("prev32", self.prev32, 32),
                self.epoch,
                self.schedule_version,
                shape.sized("root32", self.root32, 32),
            ]
        )


def root32(blobs: Iterable[bytes]) -> bytes:
    """SHA256 over the blobs' SHA256 in ascending order: the same whatever the order of the blobs."""
    return sha256(b"".join(sorted(sha256(blob).digest() for blob in blobs))).digest()


def digest32(manifest: bytes) -> bytes:
    """What the next manifest of the chain, receipts and acknowledgements name a batch by."""
    return sha256(manifest).digest()


def sign(manifest: bytes, device: Ed25519PrivateKey) -> bytes:
    """The device's 64-byte signature."""
    return identity.sign(device, PURPOSE, manifest)


def parse(untrusted: bytes) -> Manifest:
    """The fields, whoever signed them. Raises Damaged."""
    fields = shape.array(cbor.decode(untrusted, limit=LIMIT), 9)
    shape.version(fields[0])
    manifest = Manifest(
        site8=shape.octets(fields[1], 8),
        kiosk8=shape.octets(fields[2], 8),
        chain8=shape.octets(fields[3], 8),
        bno=shape.uint(fields[4]),
        prev32=shape.octets(fields[5], 32),
        epoch=shape.uint(fields[6], EPOCH_TOP),
        schedule_version=shape.uint(fields[7]),
        root32=shape.octets(fields[8], 32),
    )
    if (manifest.bno == 0) != (manifest.prev32 == FIRST_PREV32):
        raise damaged("a chain that does not begin at its first batch")
    return manifest


def parse_and_verify(untrusted: bytes, untrusted_signature64: bytes, device_ed32: bytes) -> Manifest:
    """The fields of a manifest that this device signed. Raises WrongKey, Damaged."""
    identity.verify(device_ed32, PURPOSE, untrusted, untrusted_signature64)
    manifest = parse(untrusted)
    if manifest.kiosk8 != identity.id8(device_ed32):
        raise damaged("a manifest that names another kiosk than the one that signed it")
    return manifest


def verify_root(manifest: Manifest, blobs: Iterable[bytes]) -> None:
    """Returns when these are the manifest's blobs, all of them and no other. Raises Damaged."""
    if root32(blobs) != manifest.root32:
        raise damaged("other blobs than the manifest was made for")
