"""A batch under a new manifest. One rule: the blobs stay as they are, so a reader that has met them drops them by
their SHA256 (docs/adr/0008).
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.formats import batch, manifest
from kiosk.formats.batch import Batch
from kiosk.formats.device import DeviceKeys
from kiosk.ports.batches import ClosedBatch, Link
from kiosk.ports.outbox import Resign


def resigner(device: DeviceKeys) -> Resign:
    """Signs manifests anew for another place in a chain; everything else in them stays."""

    def resign(old: bytes, link: Link) -> tuple[bytes, bytes, bytes]:
        place = replace(manifest.parse(old), chain8=link.chain8, bno=link.bno, prev32=link.prev32)
        encoded = place.encode()
        return encoded, manifest.sign(encoded, device.ed25519), manifest.digest32(encoded)

    return resign


def as_file(closed: ClosedBatch, device: DeviceKeys) -> bytes:
    """The bytes of a batch as they travel, checked as a reader would check them. Raises Damaged, WrongKey."""
    encoded = batch.encode(closed.manifest, closed.signature64, closed.blobs)
    parsed: Batch = batch.parse(encoded)
    batch.verify(parsed, device.ed32)
    return encoded
