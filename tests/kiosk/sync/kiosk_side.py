"""The kiosk's side of a history: the real keeper and outbox over a real SQLite file. Blobs have the form and size of
sealed ones and random bytes inside: the way to the shelter opens none."""

from __future__ import annotations

import os
import shutil
from hashlib import sha256
from pathlib import Path
from random import Random

from db.batches import SqlBatches
from db.file import KioskFile
from db.marks import SqlMarks
from db.outbox import SqlOutbox
from kiosk.batch.keeper import BatchKeeper
from kiosk.formats import cbor, manifest
from kiosk.formats.blob import BODY, WRAP
from kiosk.formats.device import DeviceKeys
from kiosk.formats.epoch import current_epoch, epoch_of
from kiosk.formats.schedule import Schedule
from kiosk.ports.batches import OpenBatch
from kiosk.ports.kinds import READER_OF, Kind
from tests.kiosk.hands import HandClock
from tests.vectors import site

FILE, BALLAST = "batches.sqlite", "ballast"


def _template(kind: Kind) -> tuple[bytes, bytes]:
    """The bytes of a blob before its body, and between its body and its wrap, which ends it."""
    head = cbor.encode([1, int(kind), site.SITE8, 1, [bytes(8)]])
    whole = cbor.encode([head, b"\xaa" * BODY[kind], [b"\xbb" * WRAP]])
    before, rest = whole.split(b"\xaa" * BODY[kind])
    return before, rest[:-WRAP]


_TEMPLATES = {kind: _template(kind) for kind in Kind}


def blob_of(kind: Kind, random: Random) -> bytes:
    """What looks like a sealed record from outside."""
    before, between = _TEMPLATES[kind]
    return before + random.randbytes(BODY[kind]) + between + random.randbytes(WRAP)


class Kiosk:
    """One kiosk's folder and the program that runs on it; `restart` is what follows a kill."""

    def __init__(self, folder: Path, device: DeviceKeys, schedule: Schedule, random: Random) -> None:
        self.folder, self.device, self.schedule, self.random = folder, device, schedule, random
        self.clock = HandClock()
        self.said: dict[bytes, Kind] = {}  # SHA256 of every visit's blobs whose finish returned
        self.restart()

    def restart(self) -> None:
        file = KioskFile(self.folder / FILE, self.clock)
        self.outbox = SqlOutbox(file)
        marks = SqlMarks(file)
        self.keeper = BatchKeeper(
            SqlBatches(file),
            lambda kind: blob_of(kind, self.random),
            self._sign,
            self.clock,
            lambda: current_epoch(epoch_of(self.clock.wall()), self.schedule, marks.epoch()),
            lambda: self.schedule.version,
            self.random,
        )
        assert self.keeper.start() == ()

    def visit(self) -> None:
        blobs = {kind: blob_of(kind, self.random) for kind in (Kind.INTAKE, Kind.TALLY)}
        self.keeper.finish(blobs[Kind.INTAKE], blobs[Kind.TALLY])
        self.said |= {sha256(blob).digest(): kind for kind, blob in blobs.items()}
        self.keeper.settle()
        self.keeper.release()

    def half_hour(self) -> None:
        self.clock.advance(1800)
        self.keeper.tick()
        assert self.keeper.problems == ()

    def image(self, to: Path) -> dict[bytes, Kind]:
        """Copy the disk; returns what had been said by then."""
        self.keeper.settle()
        shutil.copy(self.folder / FILE, to)
        return dict(self.said)

    def restore(self, image: Path, said: dict[bytes, Kind]) -> None:
        (self.folder / f"{FILE}-wal").unlink(missing_ok=True)
        shutil.copy(image, self.folder / FILE)
        self.said = dict(said)
        self.restart()

    def _sign(self, standing: OpenBatch) -> tuple[bytes, bytes, bytes]:
        link = standing.link
        root = manifest.root32(standing.blobs.values())
        fields = manifest.Manifest(
            site.SITE8, self.device.device8, link.chain8, link.bno, link.prev32, standing.epoch,
            standing.schedule_version, root,
        )  # fmt: skip
        encoded = fields.encode()
        return encoded, manifest.sign(encoded, self.device.ed25519), manifest.digest32(encoded)


def reader_of(kind: Kind) -> int:
    """The role that must end up with a blob of this kind."""
    return READER_OF[kind]


def newborn_kiosk(folder: Path) -> None:
    """A kiosk's file before its first batch, and the ballast beside it, to be copied and linked."""
    clock = HandClock()
    file = KioskFile(folder / FILE, clock)
    SqlOutbox(file).link()
    file.settle()


def settle_in(newborn: Path, folder: Path, random: Random) -> None:
    """Put a newborn kiosk into a folder, with a chain of its own."""
    folder.mkdir(parents=True)
    shutil.copy(newborn / FILE, folder / FILE)
    os.link(newborn / BALLAST, folder / BALLAST)
    chain8 = random.randbytes(8)
    SqlOutbox(KioskFile(folder / FILE, HandClock())).rechain([], chain8, lambda *_: (b"", b"", b""))
