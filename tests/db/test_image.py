"""An image of the kiosk's file: whole, and nothing on the disk has noticed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import insert, text, update

from db import image as images
from db.file import KioskFile
from db.image import KioskImage
from db.marks import SqlMarks
from db.outbox import SqlOutbox
from db.tables import damaged_batch, slot
from kiosk.problem import Damaged


@pytest.fixture
def file(tmp_path: Path) -> KioskFile:
    file = KioskFile(tmp_path / "batches.sqlite")
    SqlMarks(file).raise_to(2970, 3)
    file.settle()
    return file


def around(file: KioskFile) -> dict[str, tuple[bytes, int]]:
    return {
        one.name: (one.read_bytes(), one.stat().st_mtime_ns)
        for one in file.path.parent.iterdir()
        if one.name.startswith(file.path.name)
    }


def test_it_says_what_the_file_says_and_the_disk_stays_as_it_is(file: KioskFile) -> None:
    before = around(file)
    image = KioskImage(file.path)
    image.check()
    assert (image.is_current(), image.has_log, image.has_set_aside()) == (True, False, False)
    assert SqlMarks(image).epoch() == 2970
    assert SqlOutbox(image).oldest_since(7) == 7  # which writes: to the image
    image.close()
    assert around(file) == before


def test_a_kiosk_goes_on_while_its_file_is_looked_at(file: KioskFile) -> None:
    file.swift(lambda connection: connection.execute(text("UPDATE mark SET epoch = 2971")))
    assert Path(f"{file.path}-wal").exists()
    file.settle()
    assert SqlMarks(KioskImage(file.path)).epoch() == 2971


def test_a_log_that_was_left_is_told(file: KioskFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "TRIES", 1)
    Path(f"{file.path}-wal").touch()
    assert KioskImage(file.path).has_log


@pytest.mark.parametrize("damage", ["noise", "middle"])
def test_a_damaged_file_is_found(file: KioskFile, damage: str) -> None:
    content = bytearray(file.path.read_bytes())
    content[:] = os.urandom(len(content)) if damage == "noise" else content[:4096] + bytes(len(content) - 4096)
    file.path.write_bytes(content)
    with pytest.raises(Damaged):
        KioskImage(file.path).check()


def test_what_was_set_aside_is_found(file: KioskFile) -> None:
    row = {"epoch": 1, "schedule_version": 1, "digest": bytes(32), "blobs": b""}
    file.act(lambda connection: connection.execute(insert(damaged_batch), row))
    assert KioskImage(file.path).has_set_aside()


def test_an_open_batch_that_does_not_match_its_digest_is_found(file: KioskFile) -> None:
    def spoil(connection: object) -> None:
        connection.execute(text("INSERT INTO open_batch VALUES (1, 1, 1, zeroblob(32))"))  # type: ignore[attr-defined]
        connection.execute(update(slot).values(blob=b""))  # type: ignore[attr-defined]

    file.act(spoil)
    with pytest.raises(Damaged):
        KioskImage(file.path).check()
