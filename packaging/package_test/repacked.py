"""The package under test again, as another version. One rule: nothing in it differs but what a test must change."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

SECONDS = 300
RELEASE_KEYS = "usr/lib/ceiba/lib/python3.11/site-packages/kiosk/update/release.txt"


def as_version(package: Path, version: str, folder: Path, *, release_key: str = "") -> Path:
    """A copy of `package` in `folder` under another version; `release_key` is a maintainers' key, 64 hex digits, that
    its program follows beside those it knows.
    """
    tree, other = folder / "tree", folder / f"ceiba_{version}_amd64.deb"
    _dpkg_deb("--raw-extract", package, tree)
    control = tree / "DEBIAN" / "control"
    lines = control.read_text("utf-8").splitlines(keepends=True)
    control.write_text("".join(f"Version: {version}\n" if line.startswith("Version:") else line for line in lines))
    if release_key:
        with (tree / RELEASE_KEYS).open("a", encoding="utf-8") as known:
            known.write(f"{release_key}\n")
    _dpkg_deb("--root-owner-group", "-Znone", "--build", tree, other)
    shutil.rmtree(tree)
    return other


def version_of(package: Path) -> str:
    """As its name says it."""
    return package.name.split("_")[1]


def _dpkg_deb(*words: str | Path) -> None:
    subprocess.run(["dpkg-deb", *words], stdout=subprocess.DEVNULL, timeout=SECONDS, check=True)
