"""Which libraries a shared object needs. One rule: a library that nothing needs does not travel.

`readelf` of Debian's binutils reads the files; it is there wherever packages are built.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

SECONDS = 120
_FILE = re.compile(r"^File: (.*)$|\(NEEDED\).*\[(.*)\]$", re.MULTILINE)
MAGIC = b"\x7fELF"


def shared_objects(folder: Path) -> list[Path]:
    """Every ELF file under a folder, links left out, in a fixed order."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(path for path in files if _is_elf(path))


def needed(objects: Sequence[Path]) -> dict[Path, set[str]]:
    """The names that each file asks the loader for."""
    if not objects:
        return {}
    said = subprocess.run(
        ["readelf", "--wide", "--dynamic", *objects, "/dev/null"],  # one file alone would come without its name
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    ).stdout
    asked: dict[Path, set[str]] = {path: set() for path in objects}
    current: set[str] = set()
    for file, name in _FILE.findall(said):
        if file:
            current = asked.get(Path(file), set())
        else:
            current.add(name)
    return asked


def drop_unreached(folder: Path, libraries: Sequence[Path]) -> None:
    """Delete from the folders `libraries` what no file elsewhere under `folder` needs, over any number of steps."""
    asked = needed(shared_objects(folder))
    stored = {path.name: path for place in libraries if place.is_dir() for path in place.iterdir() if path.is_file()}
    inside = set(stored.values())
    reached = _reached((names for path, names in asked.items() if path not in inside), stored, asked)
    for name, path in stored.items():
        if name not in reached:
            path.unlink()


def _reached(roots: Iterable[set[str]], stored: dict[str, Path], asked: dict[Path, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [name for names in roots for name in names]
    while waiting:
        name = waiting.pop()
        if name in stored and name not in reached:
            reached.add(name)
            waiting.extend(asked.get(stored[name], ()))
    return reached


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == MAGIC
