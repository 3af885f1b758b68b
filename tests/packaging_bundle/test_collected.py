"""What of our own travels: each module that a command names, each file that is installed, each database's steps."""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatch
from importlib.util import find_spec
from pathlib import Path

import collected
import pytest

from .places import BUNDLE, HOUSE

LAZY = re.compile(r'"(kiosk\.boot\.[\w.]+)"')


def _shipped() -> list[str]:
    settings = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))
    return list(settings["tool"]["setuptools"]["package-data"]["*"])


def test_every_module_that_a_command_names_is_found_by_pyinstaller() -> None:
    named = set(LAZY.findall((HOUSE / "kiosk" / "boot" / "commands.py").read_text("utf-8")))
    assert len(named) > 20
    assert collected.command_modules() == named


@pytest.mark.parametrize("pattern", _shipped())
def test_every_kind_of_file_that_is_installed_is_collected(pattern: str) -> None:
    files = {Path(file).relative_to(HOUSE).as_posix() for file, _ in collected.data_files(HOUSE)}
    rooms = (path for room in collected.ROOMS for path in (HOUSE / room).rglob("*"))
    there = {path.relative_to(HOUSE).as_posix() for path in rooms if fnmatch(path.name, pattern)}
    assert there <= files


def test_a_file_keeps_its_place() -> None:
    places = dict(collected.data_files(HOUSE))
    assert places[str(HOUSE / "ui" / "pictograms" / "pictograms.toml")] == "ui/pictograms"
    assert not [file for file in places if file.endswith(".pyc")]


def test_the_steps_of_every_database_travel_as_files_with_what_they_import() -> None:
    steps = [Path(file) for file, _ in collected.data_files(HOUSE) if file.endswith(".py")]
    assert {path.parent.parent for path in steps if path.parent.name == "versions"} == {
        HOUSE / "db" / "migrations",
        HOUSE / "db" / "desk" / "migrations",
        HOUSE / "db" / "shelter" / "migrations",
    }
    imported = collected.step_imports(HOUSE)
    assert {"alembic.op", "alembic.context", "sqlalchemy"} <= imported
    assert [name for name in imported if find_spec(name) is None] == []


def test_no_part_of_the_build_is_taken_for_a_part_of_the_program() -> None:
    lock = (HOUSE / "packaging" / "requirements" / "run.lock").read_text("utf-8")
    pinned = {name.replace("-", "_") for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    assert pinned & collected.OF_THE_BUILD == set()


def test_windows_alone_brings_its_spooler() -> None:
    assert collected.lazy_modules("win32") - collected.lazy_modules("linux") == {"tzdata", "win32print"}


def test_the_page_of_pyinstaller_asks_these_functions() -> None:
    page = (BUNDLE / "ceiba.spec").read_text("utf-8")
    compile(page, "ceiba.spec", "exec")
    for name in ("command_modules", "step_imports", "lazy_modules", "data_files", "wheels", "reached"):
        assert f"{name}(" in page
