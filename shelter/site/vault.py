"""The shelter's folder of keystores. One rule: a keystore and its local file never travel together in a backup.

`NAME.keystore` may be copied; `NAME.local` beside it is half of the key and is excluded from backups (it carries a
`CACHEDIR.TAG` folder of its own, https://bford.info/cachedir/, which backup programs leave out).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from kiosk import folder
from kiosk.formats.keystore import LIMIT, Holder
from shelter import keystore
from shelter.keystore import Keystore

_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# Half of every key; backups leave this folder out.\n"


@dataclass(frozen=True)
class Vault:
    """The keystores of one site under `path` (DIR/shelter)."""

    path: Path

    def keystore_path(self, holder: Holder) -> Path:
        return self.path / f"{holder.name.lower()}.keystore"

    def local_path(self, holder: Holder) -> Path:
        return self.path / "local" / f"{holder.name.lower()}.local"

    def store(self, contents: Keystore, passphrase: str) -> None:
        """Write a new keystore with its local file. Raises FileExists, ShortPassphrase, DiskFull, ReadOnlyFolder."""
        local32 = os.urandom(32)
        sealed = keystore.create(contents, passphrase, local32)
        tag = self.path / "local" / "CACHEDIR.TAG"
        if not tag.exists():
            folder.write_new(tag, _TAG)
        folder.write_new(self.local_path(contents.holder), local32, folder.SECRET)
        folder.write_new(self.keystore_path(contents.holder), sealed, folder.SECRET)

    def unlock(self, holder: Holder, passphrase: str) -> Keystore:
        """The unlocked keystore. Raises MissingFile, Damaged, WrongPassphrase."""
        sealed = folder.read(self.keystore_path(holder), LIMIT)
        local32 = folder.read(self.local_path(holder), 32)
        if len(local32) != 32:
            raise keystore.WrongPassphrase("The local key file is damaged; use the copy of the keystore.")
        opened = keystore.unlock(sealed, passphrase, local32)
        if opened.holder is not holder:
            raise keystore.WrongPassphrase("This keystore belongs to another role; use the right one.")
        return opened
