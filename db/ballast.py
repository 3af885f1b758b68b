"""Eight megabytes held back for a full disk. One rule: they are given up so that a finish succeeds, for
nothing else.

The bytes are random, so that no file system can make them smaller than they say.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

SIZE = 8 * 1024 * 1024  # bytes; 1 MB was measured to be too little for a batch (research: security, section 7)
_ROOM = 3 * SIZE  # free bytes that must be there before the ballast is taken again


class Ballast:
    """One file beside the database."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def whole(self) -> bool:
        """Whether the ballast is there in full."""
        try:
            return self._path.stat().st_size == SIZE
        except OSError:
            return False

    def release(self) -> bool:
        """Give the bytes to the disk. True when there was something to give."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True

    def restore(self) -> bool:
        """Take the bytes again where the disk has three times as many free. True when the ballast is whole
        after.
        """
        if self.whole():
            return True
        fresh = self._path.with_suffix(".new")
        try:
            if shutil.disk_usage(self._path.parent).free < _ROOM:
                return False
            with fresh.open("wb") as file:
                file.write(os.urandom(SIZE))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
        except OSError:  # a full or closed disk is the reason to have no ballast, not an error of its own
            fresh.unlink(missing_ok=True)
            return False
        return True
