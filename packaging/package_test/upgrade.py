"""A newer package over an older one, with a site's data in place. One rule: an upgrade touches no byte of it.

The older package is this one under a lower version: what is shown is what apt and the maintainer scripts do, not that
data of earlier releases stays readable.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import steps
from chroot import Chroot, Failed

OWNER = "ceiba-kiosk"
DATA = f"/var/lib/{OWNER}"
TRUTH = "/tmp/truth.json"  # noqa: S108 (the chroot's own)
SECONDS = 300


def over_an_older_one(debian: Chroot, package: Path) -> None:
    """Install the older package, found a site, install `package`. Raises Failed."""
    steps.install(debian, _older(package, debian.root / "tmp"))
    for words in (("site", "create", "--demo"), ("simulate", "--visits", "3", "--seed", "1", "--truth", TRUTH)):
        debian.run("ceiba", *words, "--data", DATA, seconds=SECONDS, user=OWNER)
    before, shown = _bytes(debian), _shown(debian)
    steps.install(debian, package)
    if _bytes(debian) != before:
        raise Failed("The upgrade changed the site's data")
    if _shown(debian) != shown:
        raise Failed("The site's schedule reads otherwise after the upgrade")


def _older(package: Path, folder: Path) -> Path:
    """The same package as version …~older, which sorts before it."""
    tree, older = folder / "older", folder / f"older_{package.name}"
    _dpkg_deb("--raw-extract", str(package), str(tree))
    control = tree / "DEBIAN" / "control"
    lines = control.read_text("utf-8").splitlines(keepends=True)
    control.write_text("".join(f"{line.rstrip()}~older\n" if line.startswith("Version:") else line for line in lines))
    _dpkg_deb("--root-owner-group", "-Znone", "--build", str(tree), str(older))
    shutil.rmtree(tree)
    return older


def _bytes(debian: Chroot) -> dict[str, str]:
    root = debian.root / DATA.lstrip("/")
    files = (path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _shown(debian: Chroot) -> str:
    return debian.run("ceiba", "site", "show", "--data", DATA, seconds=60, user=OWNER)


def _dpkg_deb(*words: str) -> None:
    subprocess.run(["dpkg-deb", *words], stdout=subprocess.DEVNULL, timeout=SECONDS, check=True)
