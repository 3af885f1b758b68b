"""Libraries that nothing needs do not travel; shown on Qt's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import elf
import PySide6
import pytest

LIBRARIES = ("libQt6Core.so.6", "libQt6Sql.so.6", "libicui18n.so.73", "libicuuc.so.73", "libicudata.so.73")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One module, what it needs over several steps, and what it does not need."""
    pyside = Path(PySide6.__file__).parent
    (tmp_path / "lib").mkdir()
    (tmp_path / "QtCore.abi3.so").symlink_to(pyside / "QtCore.abi3.so")
    shutil.copyfile(pyside / "QtCore.abi3.so", tmp_path / "module.so")
    for name in LIBRARIES:
        shutil.copyfile(pyside / "Qt" / "lib" / name, tmp_path / "lib" / name)
    return tmp_path


def test_what_is_needed_over_several_steps_stays_and_the_rest_goes(folder: Path) -> None:
    elf.drop_unreached(folder, [folder / "lib"])
    assert {path.name for path in (folder / "lib").iterdir()} == set(LIBRARIES) - {"libQt6Sql.so.6"}


def test_a_library_outside_the_named_folders_is_never_deleted(folder: Path) -> None:
    shutil.copyfile(folder / "lib" / "libQt6Sql.so.6", folder / "wanted.so")
    elf.drop_unreached(folder, [folder / "lib", folder / "missing"])
    assert (folder / "wanted.so").exists()


def test_names_are_read_from_one_file_as_from_many(folder: Path) -> None:
    one = folder / "module.so"
    assert "libQt6Core.so.6" in elf.needed([one])[one]
    assert elf.needed([]) == {}


def test_links_and_texts_are_no_shared_objects(folder: Path) -> None:
    (folder / "notes.so").write_text("not ELF")
    assert [path.name for path in elf.shared_objects(folder) if path.parent == folder] == ["module.so"]
