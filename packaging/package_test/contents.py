"""What may lie in the package. One rule: nothing of where it was built, nothing of tests, no key."""

from __future__ import annotations

import re
import subprocess
import tarfile
from collections.abc import Iterator
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


def check(package: Path, *, most_bytes: int = 60_000_000) -> None:
    """Raises Failed: too large, or with something in it that does not belong there."""
    if package.stat().st_size > most_bytes:
        raise Failed(f"{package.name} has {package.stat().st_size / 1e6:.0f} MB, more than {most_bytes / 1e6:.0f}")
    command = ["dpkg-deb", "--fsys-tarfile", str(package)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as unpacking:
        wrong = list(what_is_wrong(unpacking.stdout)) if unpacking.stdout else ["nothing in it"]
    if wrong:
        raise Failed("The package holds what it should not:\n" + "\n".join(wrong[:40]))


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
