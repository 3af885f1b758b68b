"""What of Qt travels. One rule: everything kept is named here; a test compares the names with what the pages import.

The wheel has 233 MiB of Qt: designer, translations, a compositor, five styles, every database driver.
"""

from __future__ import annotations

import shutil
from pathlib import Path

MODULES = frozenset({"QtCore", "QtGui", "QtNetwork", "QtOpenGL", "QtQml", "QtQuick", "QtSvg"})
"""Python modules: what we import, and QtOpenGL for Qt Quick. QtTest, which needs QtWidgets, belongs to the tests."""

QML = frozenset({"QtQml", "QtQml/Models", "QtQml/WorkerScript", "QtQuick", "QtQuick/Templates", "QtQuick/Window"})
"""Folders of the QML import path. A folder's own files are kept, a folder in it only if it is named too."""

PLUGINS = (
    "imageformats/libqsvg.so",
    "platforms/libqoffscreen.so",  # the demo, and tests after an installation
    "platforms/libqwayland.so",  # under cage
    "platforms/libqxcb.so",  # on a desktop
    "wayland-shell-integration/libxdg-shell.so",
)
KEPT = frozenset({"__init__.py", "_config.py", "_git_pyside_version.py", "support", "Qt"})
KEPT_OF_QT = frozenset({"lib", "plugins", "qml"})


def trim(pyside: Path) -> None:
    """Take everything out of an installed PySide6 that this page does not name; libraries are left to `elf`."""
    for path in list(pyside.iterdir()):
        stem = path.name.partition(".")[0]
        if path.name not in KEPT and stem not in MODULES and not path.name.startswith("libpyside6"):
            _remove(path)
    for path in list((pyside / "Qt").iterdir()):
        if path.name not in KEPT_OF_QT:
            _remove(path)
    for path in list((pyside / "Qt" / "plugins").rglob("*.so")):
        if path.relative_to(pyside / "Qt" / "plugins").as_posix() not in PLUGINS:
            path.unlink()
    _trim_qml(pyside / "Qt" / "qml")
    _drop_empty(pyside)


def _trim_qml(qml: Path) -> None:
    for path in [path for path in qml.rglob("*") if path.is_file()]:
        if path.suffix == ".qmltypes" or path.parent.relative_to(qml).as_posix() not in QML:
            path.unlink()


def _drop_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
