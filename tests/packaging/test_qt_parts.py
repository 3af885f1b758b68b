"""What of Qt travels: all that our pages and modules import, and nothing else."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import qt_parts

from .places import HOUSE

ROOMS = ("kiosk", "ui", "db", "printers", "shelter")
IMPORT = re.compile(r"^\s*import\s+(Qt[\w.]*)", re.MULTILINE)


def _imported_by_pages() -> set[str]:
    pages = (HOUSE / "ui").rglob("*.qml")
    return {name.replace(".", "/") for page in pages for name in IMPORT.findall(page.read_text("utf-8"))}


def _imported_by_modules() -> set[str]:
    found: set[str] = set()
    for module in (path for room in ROOMS for path in (HOUSE / room).rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
                found.add(str(node.module).split(".")[1])
    return found


def test_every_qml_import_of_a_page_travels() -> None:
    imported = _imported_by_pages()
    assert "QtQuick" in imported
    assert imported <= qt_parts.QML


def test_every_qt_module_that_we_import_travels() -> None:
    imported = _imported_by_modules()
    assert {"QtCore", "QtQuick"} <= imported
    assert imported <= qt_parts.MODULES


def test_the_modules_that_travel_need_no_other_one(tmp_path: Path) -> None:
    """In a folder without the others: shiboken takes a module that is barred in `sys.modules` for one that is there."""
    import PySide6

    (tmp_path / "PySide6").mkdir()
    for path in Path(PySide6.__file__).parent.iterdir():
        stem = path.name.partition(".")[0]
        if path.suffix != ".so" or not stem.startswith("Qt") or stem in qt_parts.MODULES:
            (tmp_path / "PySide6" / path.name).symlink_to(path)
    program = """
import importlib, sys
sys.path.insert(0, sys.argv[1])
for name in sys.argv[2:]:
    importlib.import_module(f"PySide6.{name}")
print(sys.modules["PySide6"].__path__)
"""
    command = [sys.executable, "-c", program, str(tmp_path), *sorted(qt_parts.MODULES)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=50, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"['{tmp_path / 'PySide6'}']\n", "")


def test_what_is_not_named_is_taken_out(tmp_path: Path) -> None:
    kept = {
        "__init__.py",
        "QtCore.abi3.so",
        "libpyside6.abi3.so.6.11",
        "Qt/lib/libQt6Core.so.6",
        "Qt/qml/QtQuick/qmldir",
        "Qt/qml/QtQuick/Templates/qmldir",
        "Qt/plugins/platforms/libqwayland.so",
    }
    gone = {
        "QtSql.abi3.so",
        "designer",
        "include/QtCore/a.h",
        "Qt/translations/qt_es.qm",
        "Qt/qml/QtQuick/plugins.qmltypes",
        "Qt/qml/QtQuick/VirtualKeyboard/qmldir",
        "Qt/plugins/sqldrivers/libqsqlite.so",
    }
    for name in kept | gone:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    qt_parts.trim(tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == kept
    assert not (tmp_path / "Qt" / "plugins" / "sqldrivers").exists()


def test_every_plugin_that_travels_is_in_the_wheel() -> None:
    import PySide6

    plugins = Path(PySide6.__file__).parent / "Qt" / "plugins"
    assert [name for name in qt_parts.PLUGINS if not (plugins / name).exists()] == []
