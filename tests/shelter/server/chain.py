"""Batches of the small site's kiosk, one after another, and the running service that they are offered to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.formats import batch, manifest, schedule
from kiosk.formats.device import DeviceKeys
from kiosk.formats.manifest import Manifest
from kiosk.formats.schedule import Schedule
from kiosk.ports.shelter_store import ShelterStore
from shelter.server.schedules import ScheduleFile
from shelter.server.service import Service
from tests.vectors.messages import SERVED, SERVER
from tests.vectors.site import AUTHORITY, AUTHORITY_ED32, ISSUED, KIOSK, SITE8, full_of_covers

COVERS = full_of_covers()
SCHEDULE_NAME = "schedule.ceiba"


@dataclass(frozen=True)
class Offer:
    """A batch as it is sent, and its address."""

    kiosk8: bytes
    chain8: bytes
    bno: int
    digest32: bytes
    body: bytes

    @property
    def path(self) -> str:
        return f"/v1/batches/{self.kiosk8.hex()}/{self.chain8.hex()}/{self.bno}"


@dataclass
class Chain:
    """What a kiosk closes, batch after batch; the blobs are the same, so that a thousand batches are cheap."""

    keys: DeviceKeys = KIOSK
    chain8: bytes = field(default_factory=lambda: os.urandom(8))
    site8: bytes = SITE8
    schedule_version: int = 3
    blobs: list[bytes] = field(default_factory=lambda: COVERS)
    bno: int = 0
    prev32: bytes = bytes(32)

    def next(self) -> Offer:
        """Close a batch and move on."""
        offer = self.peek()
        self.bno, self.prev32 = self.bno + 1, offer.digest32
        return offer

    def peek(self) -> Offer:
        """The batch that `next` would close."""
        own = self.keys.device8
        root = manifest.root32(self.blobs)
        fields = Manifest(self.site8, own, self.chain8, self.bno, self.prev32, ISSUED, self.schedule_version, root)
        structure = fields.encode()
        body = batch.encode(structure, manifest.sign(structure, self.keys.ed25519), self.blobs)
        return Offer(own, self.chain8, self.bno, manifest.digest32(structure), body)

    def take(self, count: int) -> Iterator[Offer]:
        """The next batches."""
        return (self.next() for _ in range(count))


def write_schedule(folder: Path, listed: Schedule = SERVED) -> Path:
    """Sign a schedule into a server's folder, in the place of the one that was there."""
    path = folder / SCHEDULE_NAME
    aside = folder / "aside"
    aside.write_bytes(schedule.sign(listed, AUTHORITY))
    aside.rename(path)
    return path


def make_service(store: ShelterStore, folder: Path, listed: Schedule = SERVED) -> Service:
    """The small site's server over a store."""
    return Service(store, ScheduleFile(write_schedule(folder, listed), AUTHORITY_ED32, store), SERVER)
