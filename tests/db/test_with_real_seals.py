"""The store, the keeper and the formats together: what closes is a batch that a reader accepts."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from db.batches import SqlBatches
from db.file import KioskFile
from kiosk.batch.keeper import BatchKeeper
from kiosk.formats import blob, identity, manifest
from kiosk.ports.batches import OpenBatch
from kiosk.ports.kinds import Kind
from tests.db.raw import RawFile
from tests.kiosk.batch.sealing import HandClock

SITE = b"site-id8"


class Device:
    """A kiosk's own key and the two readers' public halves."""

    def __init__(self) -> None:
        self.key = Ed25519PrivateKey.generate()
        raw = serialization.Encoding.Raw, serialization.PublicFormat.Raw
        self.ed32 = self.key.public_key().public_bytes(*raw)
        x25519 = X25519PrivateKey.generate().public_key().public_bytes(*raw)
        self.reader = MLKEM768PrivateKey.generate().public_key().public_bytes_raw() + x25519

    def cover(self, kind: Kind) -> bytes:
        return blob.cover(kind, SITE, 1, [self.reader])

    def record(self, kind: Kind) -> bytes:
        return blob.seal(kind, {0: False, 1: os.urandom(8)}, SITE, 1, [self.reader])

    def sign(self, batch: OpenBatch) -> tuple[bytes, bytes, bytes]:
        link, root = batch.link, manifest.root32(batch.blobs.values())
        one = manifest.Manifest(
            SITE, identity.id8(self.ed32), link.chain8, link.bno, link.prev32, batch.epoch, batch.schedule_version, root
        ).encode()
        return one, manifest.sign(one, self.key), manifest.digest32(one)


@pytest.fixture
def device() -> Device:
    return Device()


def test_closed_batches_are_a_chain_that_verifies(tmp_path: Path, device: Device) -> None:
    clock, path = HandClock(), tmp_path / "kiosk" / "kiosk.sqlite"
    store = SqlBatches(KioskFile(path, clock))
    keeper = BatchKeeper(store, device.cover, device.sign, clock, lambda: 2968, lambda: 4, Random(1))
    assert keeper.start() == ()
    finished = []
    for many in (0, 3, 17, 1):
        for _ in range(many):
            finished += [device.record(Kind.INTAKE), device.record(Kind.TALLY)]
            keeper.finish(*finished[-2:])
        keeper.note(device.record(Kind.EVENT))
        keeper.release()
        clock.advance(1800)
        keeper.tick()
    before, seen = bytes(32), []
    for number, closed in enumerate(store.closed()):
        parsed = manifest.parse_and_verify(closed.manifest, closed.signature64, device.ed32)
        manifest.verify_root(parsed, closed.blobs)
        assert (parsed.bno, parsed.prev32, parsed.chain8) == (number, before, closed.chain8)
        assert sorted(len(one) for one in closed.blobs) == sorted(
            [blob.SIZE[kind] for kind in (1, 2)] * 16 + [blob.SIZE[Kind.EVENT]] * 4
        )  # type: ignore[index]
        before = manifest.digest32(closed.manifest)
        seen += closed.blobs
    assert set(finished) <= set(seen)
    assert store.link().prev32 == before


def test_a_whole_batch_travels_in_less_than_64_kilobytes(device: Device) -> None:
    assert (
        16 * len(device.cover(Kind.INTAKE)) + 16 * len(device.cover(Kind.TALLY)) + 4 * len(device.cover(Kind.EVENT))
        < 64_000
    )


def test_no_real_blob_spills_out_of_its_page_while_its_batch_is_open(tmp_path: Path, device: Device) -> None:
    path = tmp_path / "kiosk" / "kiosk.sqlite"
    clock = HandClock()
    store = SqlBatches(KioskFile(path, clock))
    BatchKeeper(store, device.cover, device.sign, clock, lambda: 1, lambda: 1, Random(1)).start()
    rows = RawFile(path.read_bytes()).rows("slot")
    assert [len(row.blobs) for row in rows] == [1] * 36
    assert len({row.page for row in rows}) == 18
