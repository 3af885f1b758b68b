"""A flat apt repository for kiosks that have a network. One rule: apt's own tool writes it, and without a key it stays
unsigned, which apt refuses unless somebody says otherwise.

apt-ftparchive is apt's own (package apt-utils). Not chosen: reprepro and aptly, whose database is for many packages.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

SECONDS = 300
LABELS = {"Origin": "Ceiba", "Label": "Ceiba", "Suite": "stable", "Architectures": "amd64"}


def make(folder: Path, package: Path, key: str | None) -> bool:
    """The repository with one package; whether it is signed. Raises CalledProcessError with the tool's own words."""
    folder.mkdir()
    shutil.copyfile(package, folder / package.name)
    (folder / "Packages").write_bytes(_said(["apt-ftparchive", "packages", "."], folder))
    subprocess.run(["xz", "--keep", "Packages"], cwd=folder, timeout=SECONDS, check=True)
    options = [word for name, value in LABELS.items() for word in ("-o", f"APT::FTPArchive::Release::{name}={value}")]
    (folder / "Release").write_bytes(_said(["apt-ftparchive", *options, "release", "."], folder))
    if key is None:
        return False
    sign = ["gpg", "--batch", "--yes", "--local-user", key, "--armor"]
    for act, name in (("--clearsign", "InRelease"), ("--detach-sign", "Release.gpg")):
        subprocess.run([*sign, "--output", name, act, "Release"], cwd=folder, timeout=SECONDS, check=True)
    return True


def _said(words: list[str], folder: Path) -> bytes:
    return subprocess.run(words, cwd=folder, stdout=subprocess.PIPE, timeout=SECONDS, check=True).stdout
