"""Signs a package for `ceiba update`. One rule: the private key is never in the tree, and never without a passphrase.

`python packaging/release/sign.py --new-key FILE` makes a key (PKCS#8, encrypted, 0600) and prints its line for
kiosk/update/release.txt. `python packaging/release/sign.py DEB --key FILE [--lowest X.Y.Z]` writes DEB.ceiba. The
passphrase is asked at the terminal, or is the first line of --passphrase-file.
"""

from __future__ import annotations

import argparse
import sys
from getpass import getpass
from hashlib import file_digest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging" / "deb")]

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: E402
from cryptography.hazmat.primitives.serialization import (  # noqa: E402
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from exported import named  # noqa: E402

import db.desk.migrations  # noqa: E402
import db.migrations  # noqa: E402
import db.shelter.migrations  # noqa: E402
from kiosk import folder  # noqa: E402
from kiosk.formats.release import Statement, Version  # noqa: E402
from kiosk.update.keys import LIST  # noqa: E402
from kiosk.update.stick import ENDING  # noqa: E402

STORES = (db.migrations.HEAD, db.desk.migrations.HEAD, db.shelter.migrations.HEAD)


def new_key(path: Path, passphrase: bytes) -> str:
    """Make a key and return its public line. Raises FileExists."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase))
    folder.write_new(path, pem, folder.SECRET)
    return key.public_key().public_bytes_raw().hex()


def read_key(path: Path, passphrase: bytes) -> Ed25519PrivateKey:
    """Exits with a sentence when it cannot be opened."""
    try:
        key = load_pem_private_key(path.read_bytes(), passphrase)
    except (OSError, ValueError, TypeError) as error:
        sys.exit(f"{path} cannot be opened with this passphrase ({type(error).__name__}).")
    if not isinstance(key, Ed25519PrivateKey):
        sys.exit(f"{path} is no Ed25519 key.")
    return key


def sign(package: Path, key: Ed25519PrivateKey, lowest: Version, issued: int) -> Path:
    """Write the statement beside a package, whose name says its version."""
    with package.open("rb") as file:
        digest = file_digest(file, "sha256").digest()
    version = Version.parse(package.name.split("_")[1])
    statement = Statement(version, digest, package.stat().st_size, issued, lowest, STORES)
    beside = package.with_name(package.name + ENDING)
    folder.replace(beside, statement.sign(key))
    return beside


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, nargs="?")
    parser.add_argument("--key", type=Path)
    parser.add_argument("--new-key", type=Path)
    parser.add_argument("--lowest", type=Version.parse, default=Version(0, 1, 0))
    parser.add_argument("--passphrase-file", type=Path)
    asked = parser.parse_args()
    if asked.new_key is not None:
        print(f"Add this line to {LIST.name}:\n{new_key(asked.new_key, _passphrase(asked.passphrase_file))}")
        return 0
    if asked.package is None or asked.key is None:
        parser.error("a package and --key, or --new-key")
    key = read_key(asked.key, _passphrase(asked.passphrase_file))
    if key.public_key().public_bytes_raw().hex() not in LIST.read_text("utf-8"):
        print(f"This key is not in {LIST.name}: no program of this commit will follow it.", file=sys.stderr)
    print(sign(asked.package, key, asked.lowest, named("HEAD").seconds))
    return 0


def _passphrase(source: Path | None) -> bytes:
    given = getpass("Passphrase of the release key: ") if source is None else source.read_text("utf-8").split("\n")[0]
    if len(given) < 12:
        sys.exit("A release key takes a passphrase of twelve characters or more.")
    return given.encode()


if __name__ == "__main__":
    sys.exit(main())
