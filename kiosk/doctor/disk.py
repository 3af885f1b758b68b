"""The disk under a data folder: room, rights, the reserve, encryption. One rule: nothing is written to find out."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from kiosk.doctor.asked import answer
from kiosk.ports.finding import CheckKey, Finding, State

FEW_BYTES = 256 * 1024 * 1024
"""Less room on the disk than this and staff are told: a month of closed batches is a tenth of it."""
MEBIBYTE = 1024 * 1024


def disk(folder: Path, *, reserve: Path | None = None, encrypted: bool = False) -> Finding:
    """`reserve` is a file that must be there once the folder is in use; `encrypted` asks for a disk that is."""
    room = shutil.disk_usage(folder).free
    facts = {"free MiB": str(room // MEBIBYTE), "encrypted": _encrypted(folder)}
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding(CheckKey.DISK, State.BROKEN, "read-only", facts)
    if room < FEW_BYTES:
        return Finding(CheckKey.DISK, State.ATTENTION, facts=facts)
    if reserve is not None and not reserve.exists():
        return Finding(CheckKey.DISK, State.ATTENTION, "ballast", facts)
    if encrypted and facts["encrypted"] == "no":
        return Finding(CheckKey.DISK, State.ATTENTION, "plain", facts)
    return Finding(CheckKey.DISK, facts=facts)


def _encrypted(folder: Path) -> str:
    """Whether a layer of encryption lies under the folder, by findmnt(8) and lsblk(8): yes, no or cannot be told."""
    device = answer("findmnt", "--noheadings", "--output", "SOURCE", "--target", str(folder)).partition("[")[0]
    if not device.startswith("/dev/"):
        return "cannot be told"
    layers = answer("lsblk", "--noheadings", "--inverse", "--output", "TYPE", device).split()
    if not layers:
        return "cannot be told"
    return "yes" if "crypt" in layers else "no"
