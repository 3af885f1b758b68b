"""Which of the files that PyInstaller collected travel. One rule: what the Debian package keeps, on every system.

Its hooks collect every page module and plugin that a wheel has; `qt_parts` and `site_packages` say what is used. Wheels
lay Qt out as `PySide6/Qt/…` on Linux, on Windows as `PySide6/…` with `q….dll` and `….pyd` for `libq….so` and `….so`.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import qt_parts
from site_packages import NEVER_USED

_PLUGIN = re.compile(r"(?:lib)?(\w+(?:-\w+)*)\.(?:so|dll)")
WINDOWS_ONLY = frozenset({"platforms/qwindows"})
NEVER_OF_QT = (".qmltypes", ".qm", ".pyi")
NEVER_WHOLE = frozenset({"translations", "resources", "metatypes"})


def is_kept(place: str) -> bool:
    """Whether a file travels, by its place in the bundle."""
    path = PurePosixPath(place.replace("\\", "/"))
    if any(part.match(pattern) for part in (path, *path.parents) for pattern in PATTERNS):
        return False
    return path.parts[0] != "PySide6" or _is_kept_of_qt(path)


def _is_kept_of_qt(path: PurePosixPath) -> bool:
    inside = path.relative_to("PySide6/Qt" if path.parts[1] == "Qt" else "PySide6")
    if path.suffix in NEVER_OF_QT or inside.parts[0] in NEVER_WHOLE:
        return False
    if inside.parts[0] == "plugins":
        return _plugin(inside.relative_to("plugins")) in PLUGINS
    if inside.parts[0] == "qml":
        return inside.relative_to("qml").parent.as_posix() in qt_parts.QML
    is_module = path.name.startswith("Qt") and path.suffix in (".so", ".pyd")
    return not is_module or path.name.partition(".")[0] in qt_parts.MODULES


def _plugin(path: PurePosixPath) -> str:
    named = _PLUGIN.fullmatch(path.name)
    return path.with_name(named[1] if named else path.name).as_posix()


PLUGINS = WINDOWS_ONLY | {_plugin(PurePosixPath(name)) for name in qt_parts.PLUGINS}
PATTERNS = (*NEVER_USED, *(f"{name.removesuffix('.so')}.pyd" for name in NEVER_USED if name.endswith(".so")))
