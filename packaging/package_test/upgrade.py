"""A newer package over an older one, with a site's data in place: by apt, from a signed stick, and back.

The older and newer packages are this one under other versions: what is shown is what apt, the maintainer scripts and
`ceiba update` do. That data of earlier releases stays readable is shown by tests/releases.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import site_data
import steps
from chroot import Chroot, Failed
from repacked import as_version, version_of

SIGN = Path(__file__).resolve().parents[1] / "release" / "sign.py"
STICK = "/media/stick"
NEWER, TAMPERED = "0.9.0", "0.9.1"
SECONDS = 300


def over_an_older_one(debian: Chroot, package: Path) -> None:
    """Install the older package, found a site, install `package`. Raises Failed."""
    steps.install(debian, as_version(package, f"{version_of(package)}~older", debian.root / "tmp"))
    site_data.found(debian)
    with site_data.untouched(debian):
        steps.install(debian, package)


def from_a_signed_stick_and_back(debian: Chroot, package: Path) -> None:
    """`ceiba update` to a newer version, not to a tampered one, and back, with a key of this test. Raises Failed."""
    stick, today = debian.root / STICK.lstrip("/"), version_of(package)
    stick.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as name, site_data.untouched(debian):
        signer = _Signer(Path(name))
        this = as_version(package, today, stick, release_key=signer.public)
        debian.run("dpkg", "--install", f"{STICK}/{this.name}", seconds=SECONDS)
        for other in (this, as_version(package, NEWER, stick, release_key=signer.public)):
            signer.sign(other)
        _is_now(debian, NEWER, "--from", STICK)
        _refuses_a_tampered_one(debian, stick, signer)
        _is_now(debian, today, "--rollback")
    shutil.rmtree(stick)


class _Signer:
    """A maintainer with a key of their own, by the script that maintainers use."""

    def __init__(self, folder: Path) -> None:
        self._key, self._passphrase = folder / "release.pem", folder / "passphrase"
        self._passphrase.write_text("a passphrase of the package test\n")
        self.public = self._run("--new-key", self._key).split()[-1]

    def sign(self, package: Path) -> None:
        self._run(package, "--key", self._key)

    def _run(self, *words: str | Path) -> str:
        command = [sys.executable, SIGN, *words, "--passphrase-file", self._passphrase]
        return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=True).stdout


def _is_now(debian: Chroot, version: str, *words: str) -> None:
    said = debian.run("ceiba", "update", *words, seconds=SECONDS)
    if _installed(debian) != version:
        raise Failed(f"`ceiba update {' '.join(words)}` left {_installed(debian)}, not {version}: {said}")
    debian.run("ceiba", "--help", seconds=60)


def _refuses_a_tampered_one(debian: Chroot, stick: Path, signer: _Signer) -> None:
    """Signed as it was; then one byte of it changed on its way."""
    package = stick / f"ceiba_{TAMPERED}_amd64.deb"
    shutil.copyfile(stick / f"ceiba_{NEWER}_amd64.deb", package)
    signer.sign(package)
    with package.open("r+b") as file:
        file.seek(-1, 2)
        last = file.read(1)
        file.seek(-1, 2)
        file.write(bytes([last[0] ^ 1]))
    before = _installed(debian)
    try:
        debian.run("ceiba", "update", "--from", STICK, seconds=SECONDS)
    except Failed as refused:
        if "[damaged]" in str(refused) and _installed(debian) == before:
            return
    raise Failed(f"A package that was changed on its way was not refused; {_installed(debian)} is installed")


def _installed(debian: Chroot) -> str:
    return debian.run("dpkg-query", "--show", "--showformat=${Version}", "ceiba", seconds=20)
