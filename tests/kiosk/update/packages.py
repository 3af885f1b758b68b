"""Small real packages called ceiba, signed by a key of the test's, on a folder that stands for a stick."""

from __future__ import annotations

import subprocess
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.formats.release import Statement, Version
from kiosk.update.stick import ENDING

KEY = Ed25519PrivateKey.from_private_bytes(sha256(b"release key of the tests").digest())
OTHER = Ed25519PrivateKey.from_private_bytes(sha256(b"somebody else's key").digest())
KEYS = (KEY.public_key().public_bytes_raw(),)
OLD, MID, NEW = Version(0, 1, 0), Version(0, 2, 0), Version(0, 3, 0)
ISSUED = {OLD: 1000, MID: 2000, NEW: 3000}
STORES = ("0002", "d0001", "s0001")


def build(stick: Path, version: Version) -> Path:
    """An installable package with one file in it, by dpkg-deb."""
    tree = stick.parent / f"tree-{version}"
    (tree / "DEBIAN").mkdir(parents=True, exist_ok=True)
    (tree / "DEBIAN" / "control").write_text(
        f"Package: ceiba\nVersion: {version}\nArchitecture: amd64\nMaintainer: t <t@ceiba.invalid>\nDescription: test\n"
    )
    (tree / "usr").mkdir(exist_ok=True)
    (tree / "usr" / "ceiba").write_text(str(version) * 1000)
    package = stick / f"ceiba_{version}_amd64.deb"
    command = ["dpkg-deb", "--root-owner-group", "--build", str(tree), str(package)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return package


def put(
    stick: Path,
    version: Version,
    *,
    key: Ed25519PrivateKey = KEY,
    lowest: Version = OLD,
    issued: int | None = None,
    stores: tuple[str, ...] = STORES,
) -> Path:
    """A signed package on the stick."""
    stick.mkdir(exist_ok=True)
    package = build(stick, version)
    content = package.read_bytes()
    stated = Statement(version, sha256(content).digest(), len(content), issued or ISSUED[version], lowest, stores)
    package.with_name(package.name + ENDING).write_bytes(stated.sign(key))
    return package
