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
from shelter.keystore import Keystore, WrongPassphrase

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

    def add_to(self, contents: Keystore, passphrase: str) -> None:
        """Write the keystore again with more in it; the local file stays, so older copies still open. The passphrase
        must be its own. Raises WrongPassphrase, MissingFile, DiskFull, ReadOnlyFolder.
        """
        self.unlock(contents.holder, passphrase)
        sealed = keystore.create(contents, passphrase, self._local32(self.local_path(contents.holder)))
        folder.replace(self.keystore_path(contents.holder), sealed, folder.SECRET)

    def shred_to(self, contents: Keystore, passphrase: str) -> None:
        """Write the keystore with less in it under a new local file, and overwrite the old one: no copy of the keystore
        that was made before opens again. Raises WrongPassphrase, MissingFile, DiskFull, ReadOnlyFolder.

        A crash leaves what `unlock` opens: the new half of the key is durable beside the old one before the keystore
        changes, and the old one is overwritten in its own place after that.
        """
        holder = contents.holder
        self.unlock(holder, passphrase)
        local32 = os.urandom(32)
        folder.replace(self._next_path(holder), local32, folder.SECRET)
        folder.replace(self.keystore_path(holder), keystore.create(contents, passphrase, local32), folder.SECRET)
        self._settle(holder, local32)

    def unlock(self, holder: Holder, passphrase: str) -> Keystore:
        """The unlocked keystore. Raises MissingFile, Damaged, WrongPassphrase."""
        sealed = folder.read(self.keystore_path(holder), LIMIT)
        try:
            opened = keystore.unlock(sealed, passphrase, self._local32(self.local_path(holder)))
        except WrongPassphrase:
            if not self._next_path(holder).exists():
                raise
            local32 = self._local32(self._next_path(holder))
            opened = keystore.unlock(sealed, passphrase, local32)
            self._settle(holder, local32)
        if opened.holder is not holder:
            raise WrongPassphrase("This keystore belongs to another role; use the right one.")
        return opened

    def _next_path(self, holder: Holder) -> Path:
        """The new half of a key whose keystore may not be written yet."""
        return self.local_path(holder).with_suffix(".next")

    def _settle(self, holder: Holder, local32: bytes) -> None:
        folder.overwrite(self.local_path(holder), local32)
        self._next_path(holder).unlink()

    @staticmethod
    def _local32(path: Path) -> bytes:
        local32 = folder.read(path, 32)
        if len(local32) != 32:
            raise WrongPassphrase("The local key file is damaged; use the copy of the keystore.")
        return local32
