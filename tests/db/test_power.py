"""A power cut at any moment loses no visit whose finish had returned."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from kiosk.problem import Problem
from tests.db.power import Disk, recorded
from tests.db.watching import kept_in, lived

LONG = os.environ.get("CEIBA_LONG") == "1"
IMAGES = 25 if LONG else 1  # of each moment
EVERY = 1 if LONG else 2  # moments, but the bytes of all are replayed
ACTS = ("start", "finish", "settle", "finish", "finish", "close", "finish")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lived(tmp_path / "kiosk", "start", "finish")
    return tmp_path / "kiosk"


@pytest.mark.timeout(2400 if LONG else 180)
def test_no_power_cut_loses_a_finished_visit(folder: Path, memory_path: Path) -> None:
    files = {one.name: one.read_bytes() for one in folder.iterdir() if one.name != "ballast"}
    steps, leaves = recorded(folder, *ACTS)
    disk, chance, sure, images = Disk(files), Random(1), 0, 0
    for number, step in enumerate(steps):
        disk.do(step)
        returned = step.name == "end-finish"
        sure += 2 * returned
        for _ in range(8 * IMAGES if returned else IMAGES if number % EVERY == 0 else 0):
            image = memory_path / "image" / "kiosk"
            image.mkdir(parents=True)
            for name, raw in disk.after_a_cut(chance).items():
                (image / name).write_bytes(raw)
            kept = kept_in(image)
            assert [kept.count(leaf) for leaf in leaves[:sure]] == [1] * sure, (number, step.call, step.name)
            assert len(kept) == len(set(kept))
            for one in image.iterdir():
                one.unlink()
            image.rmdir()
            images += 1
    assert sure == len(leaves) == 2 * ACTS.count("finish")
    assert images > 150
    assert {name: bytes(inode.sure) for name, inode in disk.inodes.items() if not inode.asked}.keys() <= {
        "kiosk.sqlite",
        "kiosk.sqlite-wal",
    }


def test_the_same_replay_finds_a_store_that_does_not_sync(folder: Path) -> None:
    """With the syncs taken out of the record, as `synchronous=OFF` would, cuts do lose visits."""
    files = {one.name: one.read_bytes() for one in folder.iterdir() if one.name != "ballast"}
    steps, leaves = recorded(folder, "start", "finish", "settle")
    disk, chance, lost = Disk(files), Random(2), 0
    for step in steps:
        if step.call not in {"mark", "fsync", "fdatasync"}:
            disk.do(step)
    for number in range(20):
        image = folder.parent / str(number)
        image.mkdir()
        for name, raw in disk.after_a_cut(chance).items():
            (image / name).write_bytes(raw)
        try:
            lost += not set(leaves) <= set(kept_in(image))
        except Problem:
            lost += 1
    assert lost > 5
