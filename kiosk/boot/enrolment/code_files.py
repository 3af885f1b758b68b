"""Looks for a site's code on sticks. One rule: a file is read only when it is as small as a code, and shown only when
it is one; nothing is followed, opened or started.

A stick is a folder that the system mounted where removable disks go; mounting is the system's (docs/it.md). On Windows
it is a drive that the system calls removable (GetDriveTypeW).
"""

from __future__ import annotations

import os
import string
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from kiosk.boot.enrolment.steps import read_code
from kiosk.formats.enrolment import LIMIT, EnrolmentCode
from kiosk.ports.enrolling import CodeFile
from kiosk.problem import Problem

MOUNTED_UNDER = (Path("/media"), Path("/run/media"), Path("/mnt"))
DEEPEST = 2
"""/run/media/USER/STICK is two folders down."""
MOST_ENTRIES, MOST_FILES = 500, 8
_REMOVABLE = 2  # DRIVE_REMOVABLE, winbase.h


def sticks() -> Iterator[Path]:
    """Where removable disks are mounted now."""
    if sys.platform == "win32":
        import ctypes

        drives = (f"{letter}:\\" for letter in string.ascii_uppercase)
        yield from (Path(drive) for drive in drives if ctypes.windll.kernel32.GetDriveTypeW(drive) == _REMOVABLE)
        return
    for place in MOUNTED_UNDER:
        if os.path.ismount(place):  # somebody mounted the stick at /mnt itself
            yield place
        yield from _mounts(place, DEEPEST)


def code_files(places: Iterable[Path]) -> list[CodeFile]:
    """Files with a code at the top of these folders, at most as many as a screen shows."""
    return list(islice((found for place in places for found in _codes(place)), MOST_FILES))


def _codes(place: Path) -> Iterator[CodeFile]:
    for entry in _entries(place):
        with suppress(OSError, Problem):
            if entry.is_file(follow_symlinks=False) and 0 < entry.stat(follow_symlinks=False).st_size <= LIMIT:
                code = EnrolmentCode.parse(read_code(Path(entry.path)))
                yield CodeFile(Path(entry.path), place.name or str(place), urlsplit(code.url).hostname or "")


def _mounts(place: Path, deep: int) -> Iterator[Path]:
    """Mount points at most `deep` folders down."""
    for entry in _entries(place):
        with suppress(OSError):
            if not entry.is_dir(follow_symlinks=False):
                continue
            if os.path.ismount(entry.path):
                yield Path(entry.path)
            elif deep > 1:
                yield from _mounts(Path(entry.path), deep - 1)


def _entries(place: Path) -> list[os.DirEntry[str]]:
    """The first entries of a folder by name; none of one that is not there or may not be read."""
    try:
        with os.scandir(place) as entries:
            return sorted(islice(entries, MOST_ENTRIES), key=lambda entry: entry.name)
    except OSError:
        return []
