"""A kiosk's chains as a session sees them. One rule: when a chain begins anew the blobs stay as they are, so a reader
that has met them drops them by their SHA256 (docs/adr/0008).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kiosk.formats import batch, manifest
from kiosk.formats.device import DeviceKeys
from kiosk.ports.batches import ClosedBatch, Link
from kiosk.ports.outbox import Aside, Kept, Outbox, Resign
from kiosk.problem import Damaged, WrongKey


class Chains:
    """What waits in an outbox, and how it is put in order again."""

    def __init__(self, outbox: Outbox, device: DeviceKeys, draw: Callable[[int], bytes]) -> None:
        self._outbox, self._device, self._draw = outbox, device, draw

    def present(self) -> bytes:
        """The chain8 that the next batch continues."""
        return self._outbox.link().chain8

    def waiting(self) -> list[Kept]:
        """What is kept and whole, as far as is known."""
        return [one for one in self._outbox.kept() if one.aside is not Aside.DAMAGED]

    def file(self, kept: Kept) -> bytes | None:
        """A batch's bytes as they travel; None for one that is damaged here, which is set aside by that."""
        try:
            return as_file(self._outbox.batch(kept), self._device)
        except (Damaged, WrongKey):
            self._outbox.set_aside(kept, Aside.DAMAGED)
            return None

    def knows(self, chain8: bytes, head_bno: int | None, digest32: bytes) -> bool:
        """Whether a server's head is a batch of this kiosk, or none at all."""
        return head_bno is None or self._outbox.digest_at(chain8, head_bno) == digest32

    def left_behind(
        self, waiting: Sequence[Kept], chain8: bytes, head_bno: int | None, digest32: bytes
    ) -> Sequence[Kept] | None:
        """Which of a chain's waiting batches can never follow a server's head: all when the head is a stranger, those
        behind a hole when what fills it is forgotten. None when everything can follow.
        """
        if not self.knows(chain8, head_bno, digest32):
            return waiting
        expected = 0 if head_bno is None else head_bno + 1
        after = [one for one in waiting if one.bno >= expected]
        for at, kept in enumerate(after):
            if kept.bno != expected + at:
                return after[at:]
        return None

    def begin_anew(self, batches: Sequence[Kept]) -> None:
        """A new random chain with these, whole ones only; the open batch continues it."""
        whole = [one.number for one in batches if self.file(one) is not None]
        self._outbox.rechain(whole, self._draw(8), resigner(self._device))


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
    batch.verify(batch.parse(encoded), device.ed32)
    return encoded
