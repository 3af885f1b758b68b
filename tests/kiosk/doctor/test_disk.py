"""Room, rights, reserve and encryption, with real folders and real programs that say what we plant."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.doctor.disk import FEW_BYTES, disk
from kiosk.ports.finding import State


@pytest.fixture
def layers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """findmnt and lsblk that answer what this file says."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, answer in (("findmnt", "echo /dev/mapper/data"), ("lsblk", f"cat {tmp_path / 'layers'}")):
        (programs / name).write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{answer}\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    return tmp_path / "layers"


@pytest.mark.parametrize(
    ("said", "encrypted", "detail"),
    [
        ("lvm\ncrypt\npart\ndisk\n", "yes", ""),
        ("lvm\npart\ndisk\n", "no", "plain"),
        ("", "cannot be told", ""),
    ],
)
def test_a_real_site_hears_of_a_disk_that_is_not_encrypted(
    said: str, encrypted: str, detail: str, layers: Path, tmp_path: Path
) -> None:
    layers.write_text(said)
    found = disk(tmp_path, encrypted=True)
    assert (found.facts["encrypted"], found.detail) == (encrypted, detail)
    assert disk(tmp_path).state is State.OK


def test_without_the_programs_nothing_is_claimed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert disk(tmp_path, encrypted=True).facts["encrypted"] == "cannot be told"


def test_little_room_and_a_missing_reserve_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert disk(tmp_path, reserve=tmp_path / "ballast").detail == "ballast"
    (tmp_path / "ballast").touch()
    assert disk(tmp_path, reserve=tmp_path / "ballast").state is State.OK
    free = FEW_BYTES - 1
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10 * free, 9 * free, free))
    assert (disk(tmp_path).state, disk(tmp_path).facts["free MiB"]) == (State.ATTENTION, "255")
