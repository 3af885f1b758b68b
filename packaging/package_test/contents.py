"""What may lie in the package. One rule: nothing of where it was built, nothing of tests, no key."""

from __future__ import annotations

import re
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from chroot import Failed

NEVER = re.compile(
    r"(^|/)(tests?|pip|setuptools|wheel|pytest|_pytest|mypy|ruff|hypothesis|fontTools|include|typesystems|translations)/"
    r"|/(direct_url\.json|RECORD)$"
    r"|\.(pyi|key|keystore|pem|sqlite|pin|h|whl|orig|rej|swp)$"
    r"|(^|/)\.(git|venv|env|pytest_cache|hypothesis)"
    r"|libQt6(WebEngine|Multimedia|VirtualKeyboard|Designer|Sql)"
)
BUILD_FOLDERS = (b"/ceiba-deb-", b"/tmp/pip-", b"/.venv/")
WRITABLE_OR_SET_ID = 0o6022
READY = (
    (r"/languages/([^/]+)/messages\.po$", r"/languages/made/([^/.]+)\.cbor$"),
    (r"/languages/([^/]+)/pack\.toml$", r"/languages/made/([^/.]+)\.pack\.cbor$"),
    (r"/protocols/([^/]+)\.toml$", r"/protocols/made/([^/]+)\.cbor$"),
    (r"/(pictograms)\.toml$", r"/made/(pictograms)\.cbor$"),
)
"""Sources, and what the build makes ready of each."""


def check(package: Path, *, most_bytes: int = 60_000_000) -> None:
    """Raises Failed: too large, or with something in it that does not belong there."""
    if package.stat().st_size > most_bytes:
        raise Failed(f"{package.name} has {package.stat().st_size / 1e6:.0f} MB, more than {most_bytes / 1e6:.0f}")
    wrong = [*_read(package, what_is_wrong), *_read(package, what_is_missing)]
    if wrong:
        raise Failed("The package is not as it should be:\n" + "\n".join(wrong[:40]))


def _read(package: Path, look: Callable[[IO[bytes]], Iterator[str]]) -> list[str]:
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(package)], stdout=subprocess.PIPE) as unpacking:
        return list(look(unpacking.stdout)) if unpacking.stdout else ["nothing in it"]


def what_is_wrong(stream: IO[bytes]) -> Iterator[str]:
    """A sentence for each entry of a package's tar that does not belong there."""
    compiled, sources = set(), set()
    with tarfile.open(fileobj=stream, mode="r|") as tar:
        for entry in tar:
            name = entry.name.removeprefix("./")
            if NEVER.search(name):
                yield f"{name} does not belong into a package"
            if (entry.uid, entry.gid) != (0, 0) or (not entry.issym() and entry.mode & WRITABLE_OR_SET_ID):
                yield f"{name} has owner {entry.uid}:{entry.gid} and mode {entry.mode:o}"
            if name.endswith(".py"):
                sources.add(name)
            if name.endswith(".pyc"):
                compiled.add(re.sub(r"__pycache__/(.*)\.cpython-311\.pyc$", r"\1.py", name))
                file = tar.extractfile(entry)
                if file and any(folder in file.read() for folder in BUILD_FOLDERS):
                    yield f"{name} names the folder in which it was built"
    for name in sorted(sources ^ compiled):
        yield f"{name} has no bytecode, or bytecode has no source"


def what_is_missing(stream: IO[bytes]) -> Iterator[str]:
    """A sentence for what the build makes and a tree without a build would lack, silently slower or mute."""
    with tarfile.open(fileobj=stream, mode="r|") as tar:
        names = [entry.name for entry in tar]
    for source, ready in READY:
        sources, made = (
            {found[1] for name in names if (found := re.search(pattern, name))} for pattern in (source, ready)
        )
        for name in sorted(sources ^ made):
            yield f"{name}: not ready for the first frame, or has no source"
    for ending in (".po", ".ttf", ".svg", ".opus"):
        if not any(name.endswith(ending) for name in names):
            yield f"not one file that ends with {ending}"
