"""Marks that a process shows a kiosk to guests. One rule: the mark is the operating system's lock, so it ends with the
process, however that ends; the file itself says nothing and stays empty.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.boot.layout import Layout
from kiosk.problem import Problem

NAME = "guests.lock"


class KioskRuns(Problem):
    """Another process shows this kiosk to guests."""

    code = "kiosk-runs"


@contextmanager
def guest_process(layout: Layout) -> Iterator[None]:
    """Hold the mark. Raises KioskRuns when another process has it; a folder that cannot be written stops nobody."""
    try:
        descriptor = os.open(layout.kiosk / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield
        return
    try:
        _take(descriptor)
        yield
    finally:
        os.close(descriptor)


def check_no_guests(layout: Layout) -> None:
    """Raises KioskRuns while a process shows the kiosk in `layout` to guests."""
    if (layout.kiosk / NAME).exists():
        with guest_process(layout):
            return


def _take(descriptor: int) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise KioskRuns("The kiosk is open for guests on this machine; end it first, with the staff code.") from error
