"""Batches as files in a folder or on a stick. One rule: a stranger's file never stops the others, and no link is
followed out of the folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from kiosk import folder
from kiosk.formats import cbor, schedule, shape
from kiosk.problem import Damaged, Problem
from shelter.sources.source import Parcel, Rubbish

LARGEST = schedule.LIMIT
"""Bytes of the largest file of ours; batches are a quarter of it."""
MOST_FILES = 100_000
"""A stick with more files than this is no stick of ours."""


class FolderSource:
    """Every batch file under `path`, deeper folders too. Other files of ours are passed over in silence."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def parcels(self) -> Iterator[Parcel | Rubbish]:
        if not self._path.is_dir():
            raise folder.MissingFile(f"There is no folder {self._path}; check its name, or put the stick in.")
        for path in _files(self._path):
            try:
                untrusted = folder.read(path, LARGEST)
            except Problem as problem:
                yield Rubbish(b"", problem.code)
                continue
            found = parse_parcel(untrusted)
            if found is not None:
                yield found


def _files(top: Path) -> Iterator[Path]:
    left = MOST_FILES
    for here, below, names in os.walk(top, followlinks=False):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            if left and not name.startswith(".") and path.is_file() and not path.is_symlink():
                left -= 1
                yield path


def parse_parcel(untrusted: bytes) -> Parcel | Rubbish | None:
    """A batch's three parts; None for another file of ours; Rubbish for anything else."""
    try:
        outer = shape.array(cbor.decode(untrusted), 3)
        blobs = tuple(shape.octets(blob) for blob in shape.array(outer[2]))
        return Parcel(shape.octets(outer[0]), shape.octets(outer[1]), blobs)
    except Damaged as damaged:
        return None if _is_other(untrusted) else Rubbish(untrusted, damaged.code)


def _is_other(untrusted: bytes) -> bool:
    """Whether this is a signed structure or a page of them: all of ours that travels beside batches has two parts."""
    try:
        shape.array(cbor.decode(untrusted, limit=LARGEST), 2)
    except Damaged:
        return False
    return True
