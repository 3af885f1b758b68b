"""What can be told of a package before it is installed. One rule: lintian counts, and each override has its reason."""

from __future__ import annotations

import gzip
import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from chroot import Failed

CHANGELOG = "./usr/share/doc/ceiba/changelog.Debian.gz"
BUILDER = Path(__file__).resolve().parents[1] / "deb" / "package.py"


def lintian_is_content(package: Path) -> None:
    """No error and no warning that is not explained in debian/ceiba.lintian-overrides. Raises Failed."""
    command = ["lintian", "--allow-root", "--profile", "debian", "--fail-on", "error,warning", str(package)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    if ran.returncode != 0:
        raise Failed(f"lintian says:\n{ran.stdout[-3000:]}{ran.stderr[-1000:]}")


def the_same_when_built_again(package: Path) -> None:
    """Another build of its commit, in another folder, has the same bytes. Raises Failed."""
    with tempfile.TemporaryDirectory(prefix="ceiba-again-") as name:
        subprocess.run(
            [sys.executable, BUILDER, name, _commit_of(package)], stdout=subprocess.DEVNULL, timeout=3600, check=True
        )
        first, second = (hashlib.sha256(path.read_bytes()).hexdigest() for path in (package, Path(name) / package.name))
    if first != second:
        raise Failed(f"Built again it differs: {first}, {second}")


def _commit_of(package: Path) -> str:
    """As its Debian changelog names it."""
    tar = subprocess.run(["dpkg-deb", "--fsys-tarfile", package], capture_output=True, timeout=300, check=True).stdout
    one = subprocess.run(["tar", "-xO", CHANGELOG], input=tar, capture_output=True, timeout=300, check=True).stdout
    found = re.search(r"Built from commit ([0-9a-f]{12})", gzip.decompress(one).decode())
    if not found:
        raise Failed(f"{package.name} does not say from which commit it was built")
    return found[1]
