"""Looks at sealed batches where they lie, without any reader's key. One rule: a batch is what the tablet signed, byte
by byte, or it is told which part is not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from kiosk import folder
from kiosk.boot.demo.machines import Machines
from kiosk.boot.demo.report import Report, Stage
from kiosk.formats import manifest
from kiosk.formats.device import LIMIT, DeviceKeys
from kiosk.problem import Damaged, Problem

STORE = "store.sqlite"
_BATCHES = "SELECT kiosk, chain, bno, manifest, signature FROM batch"
_BLOBS = "SELECT leaf, bytes FROM blob WHERE kiosk = ? AND chain = ? AND bno = ?"


def look_at_server(machines: Machines, report: Report) -> None:
    """Every batch in the server's own file, read past the server."""
    for signed, signature64, blobs in _batches(machines.server.server / STORE):
        wrong = what_is_wrong(signed, signature64, blobs, machines)
        if wrong is not None:
            report.fail(wrong[0], f"at the server, {wrong[1]}")


def _batches(path: Path) -> list[tuple[bytes, bytes, list[bytes]]]:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as store:
            return [
                (signed, signature64, [leaf if held is None else held for leaf, held in store.execute(_BLOBS, name)])
                for *name, signed, signature64 in store.execute(_BATCHES).fetchall()
            ]
    except sqlite3.Error as error:
        raise Damaged("The server's file cannot be read from outside.") from error


def what_is_wrong(
    signed: bytes, signature64: bytes, blobs: Iterable[bytes], machines: Machines
) -> tuple[Stage, str] | None:
    """The stage and a sentence, None for a batch that is whole. What was withdrawn is there as its 32-byte leaf."""
    ed32 = DeviceKeys.parse(folder.read(machines.tablet.device, LIMIT)).ed32
    try:
        promised = manifest.parse_and_verify(signed, signature64, ed32)
    except Problem:
        return Stage.MANIFEST, "a manifest is not the one that the tablet signed"
    leaves = sorted(blob if len(blob) == 32 else sha256(blob).digest() for blob in blobs)
    if sha256(b"".join(leaves)).digest() != promised.root32:
        return Stage.BLOB, f"a sealed record of batch {promised.bno} is not the one that the tablet signed for"
    return None
