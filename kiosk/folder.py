"""Files in the data folder. One rule: a file is whole or not there, and a secret is readable by its owner alone.

What root writes belongs to the owner of the folder it lies in: a server or a kiosk that runs as its own user must be
able to read what `sudo` put there.

Every error of the disk becomes a Problem with one sentence here, so that no caller meets an OSError.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.problem import Damaged, DiskFull, Problem, ReadOnlyFolder

SECRET, PUBLIC = 0o600, 0o644


class MissingFile(Problem):
    """A file that should be in the folder is not."""

    code = "missing-file"


class FileExists(Problem):
    """A file is in the way; nothing is ever overwritten by accident."""

    code = "file-exists"


class UnreadableFile(Problem):
    """A file cannot be read: rights, or a failing disk."""

    code = "unreadable-file"


def write_new(path: Path, content: bytes, mode: int = PUBLIC) -> None:
    """Write a file that must not exist yet, durable when this returns. Raises FileExists, DiskFull, ReadOnlyFolder."""
    with as_problems(path):
        there = path.exists()
    if there:
        raise FileExists(f"{path.name} exists already; choose another folder, or move it away first.")
    replace(path, content, mode)


def replace(path: Path, content: bytes, mode: int = PUBLIC) -> None:
    """Write a file whole or not at all, taking the place of one that was there. Raises DiskFull, ReadOnlyFolder."""
    aside = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    with as_problems(path):
        _make_folder(path.parent)
        try:
            with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
                _give(file.fileno(), path.parent)
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        finally:
            with suppress(OSError):
                aside.unlink()
        sync_folder(path.parent)


def overwrite(path: Path, content: bytes) -> None:
    """Put other bytes of the same length where a secret stood, in its own place on the disk, durable when this returns.
    What flash memory keeps of the old ones is for disk encryption. Raises MissingFile, DiskFull, ReadOnlyFolder.
    """
    with as_problems(path):
        there = path.exists()
    if not there:
        raise MissingFile(f"{path.name} is not in {path.parent}; check the folder.")
    with as_problems(path), path.open("r+b", buffering=0) as file:
        file.write(content)
        file.truncate()
        os.fsync(file.fileno())


def remove(path: Path) -> None:
    """Take a file away if it is there. Raises ReadOnlyFolder."""
    with as_problems(path):
        path.unlink(missing_ok=True)


def read(path: Path, limit: int) -> bytes:
    """A file's bytes, at most `limit`. Raises MissingFile, UnreadableFile, Damaged when it is larger."""
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingFile(f"{path.name} is not in {path.parent}; check the folder.") from error
    except OSError as error:
        raise UnreadableFile(f"{path.name} cannot be read; check its rights and the disk.") from error
    if len(content) > limit:
        raise Damaged(f"{path.name} is larger than such a file can be; copy it again from its source.")
    return content


@contextmanager
def as_problems(path: Path) -> Iterator[None]:
    """Whatever the system raises inside while `path` is written leaves as DiskFull or ReadOnlyFolder."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFull("The disk is full; free some space and try again.") from error
        raise ReadOnlyFolder(f"The folder {path.parent} cannot be written; check its rights.") from error


def _make_folder(path: Path) -> None:
    """Make a folder and what is missing above it, for its owner alone."""
    if path.is_dir():
        return
    _make_folder(path.parent)
    path.mkdir(mode=0o700, exist_ok=True)
    if sys.platform != "win32":
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            _give(descriptor, path.parent)
        finally:
            os.close(descriptor)


def _give(descriptor: int, place: Path) -> None:
    """What root made goes to the owner of the folder it lies in."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return
    owner, own = place.stat(), os.fstat(descriptor)
    if (owner.st_uid, owner.st_gid) != (own.st_uid, own.st_gid):
        os.fchown(descriptor, owner.st_uid, owner.st_gid)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
