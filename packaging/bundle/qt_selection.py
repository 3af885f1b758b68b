"""What of Qt travels in the bundle. One rule: exactly what the Debian package keeps (`qt_parts`), on every system.

PyInstaller's hooks collect every page module and plugin that the wheel has. Wheels lay Qt out as `PySide6/Qt/…` on
Linux and as `PySide6/…` on Windows, where plugins are `q….dll` instead of `libq….so`.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import qt_parts

_PLUGIN = re.compile(r"(?:lib)?(\w[\w-]*?)(?:\.so|\.dll)")
WINDOWS_ONLY = frozenset({"platforms/qwindows"})
NEVER = (".qmltypes", ".qm", ".pyi")


def is_kept(place: str) -> bool:
    """Whether a file belongs into the bundle, by its place there; True for all that is not Qt's."""
    path = PurePosixPath(place.replace("\\", "/"))
    if path.parts[0] != "PySide6":
        return True
    inside = path.relative_to("PySide6/Qt" if path.parts[1:2] == ("Qt",) else "PySide6")
    if path.suffix in NEVER:
        return False
    match inside.parts[0]:
        case "plugins":
            return _plugin(inside.relative_to("plugins")) in PLUGINS
        case "qml":
            return inside.relative_to("qml").parent.as_posix() in qt_parts.QML
        case "translations" | "resources" | "metatypes":
            return False
    return not path.name.startswith("Qt") or path.suffix == ".dll" or path.name.partition(".")[0] in qt_parts.MODULES


def _plugin(path: PurePosixPath) -> str:
    named = _PLUGIN.fullmatch(path.name)
    return str(path.with_name(named[1] if named else path.name))


PLUGINS = WINDOWS_ONLY | {_plugin(PurePosixPath(name)) for name in qt_parts.PLUGINS}
