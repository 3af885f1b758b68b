"""Batches that a reader has pulled, as files beside its keystore. One rule: a batch is acknowledged when it lies here,
durable, and never before.

The files are the ones that travel on a stick, ciphertext and all; `FolderSource` reads them like any other folder.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from kiosk import folder
from kiosk.formats import cbor, manifest, shape
from kiosk.problem import Problem

ENDING = ".batch"
LIMIT = 65_536


@dataclass(frozen=True)
class Inbox:
    """One reader's folder."""

    path: Path

    def keep(self, digest32: bytes, content: bytes) -> None:
        """Write a batch as the server gave it, durable when this returns. Raises DiskFull, ReadOnlyFolder."""
        folder.replace(self.path / f"{digest32.hex()}{ENDING}", content, folder.SECRET)

    def empty(self) -> None:
        """Remove every batch: the desk's own store holds the intakes by now, and a copy here would outlive a
        withdrawal and the 21 days.
        """
        for path in self.path.glob(f"*{ENDING}"):
            path.unlink()

    def forget_all_but(self, epochs: Collection[int]) -> None:
        """Remove what was sealed in weeks whose keys are gone: it is noise by then."""
        for path in sorted(self.path.glob(f"*{ENDING}")):
            try:
                outer = shape.array(cbor.decode(folder.read(path, LIMIT)), 3)
                epoch = manifest.parse(shape.octets(outer[0])).epoch
            except Problem:
                continue
            if epoch not in epochs:
                path.unlink()
