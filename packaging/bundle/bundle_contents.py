"""What may lie in the bundle, and how large it may be. One rule: no trace of where it was built, no test, no key.

The limit is on what a disk gives to it; Qt takes more than half, 9 MiB of it because Qt Quick's binding needs OpenGL's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

MOST_MIB = 175
BLOCK = 4096
INSIDE = "_internal"
LARGEST = 10
NEVER = re.compile(
    r"(^|/)(tests?|__pycache__|pip|setuptools|PyInstaller|pytest|_pytest|hypothesis|fontTools|translations)/"
    r"|/(direct_url\.json|RECORD)$"
    r"|\.(pyc|pyi|key|keystore|pem|sqlite|pin|h|whl|orig|rej|swp|qmltypes)$"
    r"|libQt6(WebEngine|Multimedia|VirtualKeyboard|Designer|Sql)"
)


def mib_on_disk(path: Path) -> float:
    """Whole blocks, as a file system gives them; links are nothing."""
    files = (one for one in (path, *path.rglob("*")) if one.is_file() and not one.is_symlink())
    return sum(-(-one.stat().st_size // BLOCK) * BLOCK for one in files) / 2**20


def largest_parts(bundle: Path) -> list[tuple[str, float]]:
    """The ten largest packages or single libraries, with their MiB on disk."""
    parts: Counter[str] = Counter()
    for path in (one for one in bundle.rglob("*") if one.is_file() and not one.is_symlink()):
        parts[_part(path.relative_to(bundle))] += mib_on_disk(path)  # type: ignore[assignment]
    return parts.most_common(LARGEST)


def what_is_wrong(bundle: Path, build_folders: Iterable[Path]) -> Iterator[str]:
    """A sentence for each file that does not belong there or names a folder of the build."""
    names = [f"{folder}/".encode() for folder in build_folders]
    for path in sorted(one for one in bundle.rglob("*") if one.is_file() and not one.is_symlink()):
        place = path.relative_to(bundle).as_posix()
        if NEVER.search(place):
            yield f"{place} does not belong into a bundle"
        if any(name in path.read_bytes() for name in names):
            yield f"{place} names the folder in which it was built"


def what_is_missing(listing: str, wanted: Iterable[str]) -> Iterator[str]:
    """A sentence for each module that `archive` did not list, and for each that would show where it was built."""
    modules = dict(line.split("\t") for line in listing.splitlines())
    yield from (f"the module {name} is missing" for name in sorted(wanted) if name not in modules)
    yield from (f"{name} shows {file}" for name, file in modules.items() if Path(file).is_absolute())


def _part(place: Path) -> str:
    inside = place.relative_to(INSIDE) if place.parts[0] == INSIDE else place
    single = inside.parts[0] == "PySide6"
    return inside.name if single else inside.parts[0]
