"""The bill of materials: whole, the same each time, and a licence that nobody looked at stops it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from .places import HOUSE as ROOT

SBOM = ROOT / "packaging" / "sbom"


def make(out: Path) -> dict[str, object]:
    command = [sys.executable, "-W", "error", str(SBOM / "make.py"), str(out)]
    subprocess.run(command, check=True, capture_output=True, timeout=55)
    told: dict[str, object] = json.loads((out / "ceiba.cdx.json").read_text("utf-8"))
    return told


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sbom")
    make(out)
    return out


def names(part: object) -> set[str]:
    assert isinstance(part, dict)
    return {str(part.get("name"))}.union(*map(names, part.get("components", ())))


def test_every_pinned_wheel_for_this_system_is_in_it(made: Path) -> None:
    bill = json.loads((made / "ceiba.cdx.json").read_text("utf-8"))
    lock = (ROOT / "packaging" / "requirements" / "run.lock").read_text("utf-8")
    pinned = {found[1] for found in re.finditer(r"^([a-z0-9-]+)==[^ ]+ \\$", lock, re.MULTILINE)}
    assert pinned
    assert pinned <= names(bill)


@pytest.mark.parametrize("inside", ["PySide6/Qt/lib/libQt6Quick.so.6", "openssl", "FreeType", "libgl1", "Noto Sans"])
def test_what_lies_inside_is_named_too(made: Path, inside: str) -> None:
    assert inside in names(json.loads((made / "ceiba.cdx.json").read_text("utf-8")))


def test_the_same_tree_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    make(tmp_path)
    for name in ("ceiba.cdx.json", "licences.md"):
        assert (tmp_path / name).read_bytes() == (made / name).read_bytes()


def test_every_part_with_code_of_its_own_has_a_licence(made: Path) -> None:
    report = (made / "licences.md").read_text("utf-8")
    assert "| pyside6-essentials |" in report
    assert "None" not in report


@pytest.mark.parametrize("said", ["", "License-Expression: GPL-3.0-only\n", "License-Expression: MIT AND Beerware\n"])
def test_a_licence_that_nobody_looked_at_stops_it(said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SBOM))
    from licences import UnknownLicence, licence_of

    (tmp_path / "METADATA").write_text(f"Metadata-Version: 2.4\nName: new\nVersion: 1\n{said}")
    with pytest.raises(UnknownLicence):
        licence_of("new", Distribution.at(tmp_path))
