"""The packages that a machine keeps: the one that runs, the one before it, the one that is coming. One rule: a package
lies here with its signed statement or it counts as not there, and a power cut at any moment leaves a state that the
next run understands.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from hashlib import file_digest
from pathlib import Path

from kiosk import folder
from kiosk.formats.release import LIMIT, Statement, Version
from kiosk.problem import Damaged, DiskFull, Problem
from kiosk.update.stick import ENDING, Offer, fetch

CURRENT, PREVIOUS, COMING, NEWEST = "current.deb", "previous.deb", "coming.deb", "newest"
ROOM = 8
"""Times a package's size: its copy, and its files unpacked beside those that they replace (xz makes them a fifth)."""


class Shelf:
    """A folder that root alone may write. Of NEWEST only the statement is kept: the latest that was ever followed."""

    def __init__(self, path: Path, keys: Sequence[bytes]) -> None:
        self._path, self._keys = path, tuple(keys)

    def prepare(self) -> None:
        """Raises ReadOnlyFolder."""
        with folder.as_problems(self._path):
            self._path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def statement(self, name: str) -> Statement | None:
        """What is known of a kept package; None when it is not there or not good."""
        try:
            return Statement.parse_and_verify(folder.read(self._beside(name), LIMIT), self._keys)
        except Problem:
            return None

    def take(self, offer: Offer, name: str = COMING) -> Path:
        """Copy a package from the stick and prove it. Raises StickGone, Damaged, DiskFull, ReadOnlyFolder."""
        with folder.as_problems(self._path):
            free = shutil.disk_usage(self._path).free
        needed = ROOM * offer.statement.size - free
        if needed > 0:
            raise DiskFull(f"The disk has too little room for the new version; free {needed // 1_000_000 + 1} MB more.")
        self.drop(name)
        fetch(offer, self._path / name)
        folder.replace(self._beside(name), offer.signed)
        return self._path / name

    def proven(self, name: str) -> Path:
        """A kept package whose bytes are still the signed ones. Raises Damaged."""
        statement, path = self.statement(name), self._path / name
        try:
            with path.open("rb") as file:
                found = file_digest(file, "sha256").digest()
        except OSError:
            found = b""
        if statement is None or found != statement.sha256:
            raise Damaged("The package that was kept is damaged; install a version from a stick instead.")
        return path

    def settle(self, installed: Version) -> None:
        """Give every package the name that fits what is installed now; what a broken run left is put right."""
        fitting = [name for name in (CURRENT, COMING, PREVIOUS) if self._is(name, installed)]
        if fitting and fitting[0] != CURRENT:
            if fitting[0] == COMING:
                self._move(CURRENT, PREVIOUS)
            self._move(fitting[0], CURRENT)
        self.drop(COMING)
        current, newest = self.statement(CURRENT), self.statement(NEWEST)
        if current is not None and (newest is None or newest.issued < current.issued):
            folder.replace(self._beside(NEWEST), folder.read(self._beside(CURRENT), LIMIT))

    def drop(self, name: str) -> None:
        """Forget a package; its statement first."""
        folder.remove(self._beside(name))
        folder.remove(self._path / name)

    def _is(self, name: str, version: Version) -> bool:
        statement = self.statement(name)
        return statement is not None and statement.version == version and (self._path / name).exists()

    def _move(self, name: str, to: str) -> None:
        """The package first: a statement beside another package is found out by `proven`."""
        self.drop(to)
        if self.statement(name) is not None and (self._path / name).exists():
            with folder.as_problems(self._path):
                (self._path / name).replace(self._path / to)
                self._beside(name).replace(self._beside(to))
                folder.sync_folder(self._path)

    def _beside(self, name: str) -> Path:
        return self._path / (name + ENDING)
