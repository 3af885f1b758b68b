"""RandomSeal: bytes of the sizes that sealing makes, a manifest that names nothing, and a clock that tests advance."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from kiosk.ports.batches import OpenBatch
from kiosk.ports.kinds import Kind

SIZE = {Kind.INTAKE: 1792, Kind.TALLY: 1536, Kind.EVENT: 1536}


class RandomSeal:
    """Stands for `kiosk.formats`: what it makes looks to a disk like sealed records."""

    def __init__(self) -> None:
        self.sealed = 0

    def cover(self, kind: Kind) -> bytes:
        self.sealed += 1
        return os.urandom(SIZE[kind])

    def sign(self, batch: OpenBatch) -> tuple[bytes, bytes, bytes]:
        leaves = sorted(sha256(blob).digest() for blob in batch.blobs.values())
        frame = batch.link.chain8 + batch.link.bno.to_bytes(8, "big") + batch.link.prev32
        manifest = frame + sha256(b"".join(leaves)).digest()
        return manifest, os.urandom(64), sha256(manifest).digest()


@dataclass
class HandClock:
    """Both clocks move together, and only when a test says so."""

    seconds: float = 0.0
    began: datetime = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)

    def wall(self) -> datetime:
        return self.began + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        self.seconds += seconds
