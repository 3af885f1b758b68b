"""Backups of a server's folder, one folder a generation. One rule: a generation has its name only when it was read
back, and an older one goes only when a newer one is there.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk import folder
from kiosk.problem import Problem

PREFIX, DIGITS = "generation-", 6
KEEP = 7


class NoGeneration(Problem):
    """There is no backup of that number, or none at all."""

    code = "no-generation"


class Generations:
    """The generations under `path`, which is made when it is not there."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def numbers(self) -> tuple[int, ...]:
        """Ascending."""
        found = (one.name.removeprefix(PREFIX) for one in self._path.glob(f"{PREFIX}*") if one.is_dir())
        return tuple(sorted(int(digits) for digits in found if digits.isascii() and digits.isdigit()))

    def of(self, number: int | None) -> Path:
        """The folder of a generation, of the newest without a number. Raises NoGeneration."""
        wanted = max(self.numbers(), default=0) if number is None else number
        if wanted not in self.numbers():
            raise NoGeneration(f"There is no such backup in {self._path}; see what lies there.")
        return self._place(wanted)

    @contextmanager
    def new(self) -> Iterator[tuple[int, Path]]:
        """The next generation's number and a folder to fill; it gets its name when the block ends well, and vanishes
        otherwise. Raises DiskFull, ReadOnlyFolder.
        """
        number = max(self.numbers(), default=0) + 1
        young = self._path / f".{PREFIX}{secrets.token_hex(4)}"
        with folder.as_problems(young):
            young.mkdir(mode=0o700, parents=True)
        try:
            yield number, young
            with folder.as_problems(young):
                young.rename(self._place(number))
                folder.sync_folder(self._path)
        except BaseException:
            shutil.rmtree(young, ignore_errors=True)
            raise

    def keep(self, most: int) -> None:
        """Remove the oldest beyond `most`, and what an interrupted backup left."""
        gone = [self._place(number) for number in self.numbers()[: -max(1, most)]]
        for path in (*gone, *self._path.glob(f".{PREFIX}*")):
            shutil.rmtree(path, ignore_errors=True)

    def _place(self, number: int) -> Path:
        return self._path / f"{PREFIX}{number:0{DIGITS}}"
