"""Which libraries travel with the files that need them. One rule: one that nothing needs stays out, and of the system's
only those travel that Python itself needs.

What wheels need of the system is what every system has, and it gets its security updates there
(`packaging/debian-packages.txt`). PyInstaller collects what any file needed that we then leave out; its own reader of a
file's needs is asked, as it knows Linux and Windows. A library elsewhere in a wheel is opened by the wheel, and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath

from site_packages import LIBRARY_FOLDERS

Entry = tuple[str, str, str]
"""Place in the bundle, file on this machine, PyInstaller's kind of it."""
Needs = Callable[[str], Iterable[str]]
"""From a file to the names of the libraries that it asks for."""
PROGRAMS = ("BINARY", "EXTENSION")


def reached(entries: Sequence[Entry], packages: Path, needs: Needs) -> list[Entry]:
    """The entries without those libraries; `packages` is where the wheels lie."""
    libraries = [(place, file) for place, file, kind in entries if kind == "BINARY" and not _is_python(place)]
    of_wheels = {_name(place): file for place, file in libraries if _is_stored(place)}
    of_system = {_name(place): file for place, file in libraries if not Path(file).is_relative_to(packages)}
    optional = of_wheels | of_system
    waiting = [file for place, file, kind in entries if kind in PROGRAMS and _name(place) not in optional]
    found: set[str] = set()
    while waiting:
        file = waiting.pop()
        offered = of_wheels if Path(file).is_relative_to(packages) else optional
        new = {_name(name) for name in needs(file)} & offered.keys() - found
        found |= new
        waiting += [optional[name] for name in new]
    return [entry for entry in entries if _name(entry[0]) not in optional or _name(entry[0]) in found]


def _is_stored(place: str) -> bool:
    folder = _path(place).parent.as_posix()
    return folder in LIBRARY_FOLDERS or (folder == "PySide6" and place.lower().endswith(".dll"))


def _is_python(place: str) -> bool:
    return _name(place).startswith(("libpython", "python3"))


def _path(place: str) -> PurePosixPath:
    return PurePosixPath(place.replace("\\", "/"))


def _name(place: str) -> str:
    return _path(place).name.lower()
