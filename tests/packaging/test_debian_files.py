"""What the package tells Debian: what it needs, what it shows on a desktop, what it excuses."""

from __future__ import annotations

import fnmatch
import shlex
import subprocess
import tomllib
from pathlib import Path

import package
import pytest

from kiosk.boot.commands import _parser

from .places import DEBIAN, HOUSE, sections

ENTRIES = sorted((DEBIAN / "desktop").glob("*.desktop"))
ROOMS = ("kiosk", "ui", "db", "printers", "shelter")


def test_it_depends_on_what_it_runs_on_and_not_on_what_tests_need() -> None:
    names = package.depends(HOUSE)
    assert {"python3", "libgl1", "libwayland-cursor0"} <= set(names)
    assert not {"cups", "strace", "python3-venv"} & set(names)
    assert all(name.replace("-", "").replace(".", "").isalnum() for name in names)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.stem)
def test_a_desktop_entry_starts_a_command_that_exists(entry: Path) -> None:
    shown = sections(entry)["Desktop Entry"]
    program, *words = shlex.split(shown["Exec"])
    assert program == "ceiba"
    _parser().parse_args(words)
    assert (DEBIAN / "desktop" / f"{shown['Icon']}.svg").exists()
    assert shown["Type"] == "Application"
    assert shown["Name"]
    assert shown["Categories"].endswith(";")


def test_there_are_entries() -> None:
    assert len(ENTRIES) == 3


def test_every_excuse_before_lintian_has_its_reason() -> None:
    lines = (DEBIAN / "ceiba.lintian-overrides").read_text("utf-8").splitlines()
    for before, line in zip(["", *lines], lines, strict=False):
        assert line.startswith("#") or before.startswith(("#", "ceiba: script-uses-bin-env")), line


def test_every_file_beside_the_modules_is_package_data() -> None:
    patterns = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]["*"]
    listed = subprocess.run(
        ["git", "ls-files", *ROOMS], cwd=HOUSE, capture_output=True, text=True, timeout=30, check=True
    ).stdout.splitlines()
    assert len(listed) > 300
    left = [
        name
        for name in listed
        if not name.endswith(".py") and not any(fnmatch.fnmatch(Path(name).name, pattern) for pattern in patterns)
    ]
    assert left == []


def test_purge_takes_users_and_folders_of_the_units_away() -> None:
    script = (DEBIAN / "ceiba.postrm").read_text()
    assert "for name in ceiba-kiosk ceiba-server; do" in script
    subprocess.run(["sh", "-n", str(DEBIAN / "ceiba.postrm")], timeout=10, check=True)
