"""Which libraries something in the bundle needs. One rule: a library that nothing needs does not travel.

PyInstaller collects what the files that we then leave out would have needed. Its own reader of a file's needs is asked,
as it knows Linux and Windows alike. Libraries that a package opens by itself are not Qt's and not the system's, and stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""Place in the bundle, file, PyInstaller's kind of it."""
Needs = Callable[[str], Iterable[str]]
"""From a file to the names of the libraries that it asks for."""


def without_the_unreached(entries: Sequence[Entry], packages: Path, needs: Needs) -> list[Entry]:
    """The entries without libraries of Qt's own folder, or from outside `packages`, that no other entry asks for."""
    optional = {_name(place): file for place, file, kind in entries if _is_optional(place, file, kind, packages)}
    waiting = [file for place, file, kind in entries if kind in ("BINARY", "EXTENSION") and _name(place) not in optional]
    reached: set[str] = set()
    while waiting:
        for name in map(_name, needs(waiting.pop())):
            if name in optional and name not in reached:
                reached.add(name)
                waiting.append(optional[name])
    return [entry for entry in entries if _name(entry[0]) not in optional or _name(entry[0]) in reached]


def _is_optional(place: str, file: str, kind: str, packages: Path) -> bool:
    if kind != "BINARY" or _name(place).lower().startswith(("libpython", "python3")):
        return False
    folder = PurePosixPath(place.replace("\\", "/")).parent.as_posix()
    is_qt = folder == "PySide6/Qt/lib" or (folder == "PySide6" and place.endswith(".dll"))
    return is_qt or not Path(file).is_relative_to(packages)


def _name(place: str) -> str:
    return PurePosixPath(place.replace("\\", "/")).name
