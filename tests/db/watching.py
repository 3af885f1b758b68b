"""Runs `tests.db.traced` under strace and reads the trace. A machine without strace fails these tests: the Makefile's
set-up installs it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from db.batches import SqlBatches
from db.file import KioskFile

CALLS = "fsync,fdatasync,write,pwrite64,ftruncate,unlink"
SECONDS = 50
_LINE = re.compile(r"^\d+ +(?P<call>\w+)\((?:\d+<(?P<open>[^>]*)>|\"(?P<path>[^\"]*)\")(?P<rest>.*)")


@dataclass(frozen=True)
class Call:
    """One system call: its name, the file's name, and whether strace made it fail."""

    name: str
    file: str
    injected: bool
    rest: str


def lived(folder: Path, *acts: str) -> dict[str, Any]:
    """The report of a life without strace."""
    arguments = [sys.executable, "-m", "tests.db.traced", str(folder), *acts]
    ran = subprocess.run(arguments, capture_output=True, text=True, timeout=SECONDS, check=True)
    report: dict[str, Any] = json.loads(ran.stdout)
    return report


def watched(folder: Path, *acts: str, inject: str = "", file: str = "") -> tuple[list[Call], dict[str, Any]]:
    """The calls of a life and its report. `inject` is strace's own (`pwrite64:error=ENOSPC:when=3`), on one file."""
    trace = folder.parent / "trace"
    faults = ["-e", f"inject={inject}", "-P", str(folder / file)] if inject else []
    command = ["strace", "-f", "--seccomp-bpf", "-y", "-o", str(trace), "-e", f"trace={CALLS}", *faults]
    python = [sys.executable, "-m", "tests.db.traced", str(folder), *acts]
    ran = subprocess.run([*command, *python], capture_output=True, text=True, timeout=SECONDS, check=True)
    calls = []
    for line in trace.read_text().splitlines():
        if found := _LINE.match(line):
            name = Path(found["open"] or found["path"] or "").name
            calls.append(Call(found["call"], name, "(INJECTED)" in line, found["rest"]))
    return calls, json.loads(ran.stdout)


def between(calls: list[Call], begin: str, end: str) -> list[Call]:
    """The calls from one mark to another; each stands once in the trace."""
    marks = {word: index for index, call in enumerate(calls) for word in (begin, end) if f'"{word}"' in call.rest}
    return calls[marks[begin] + 1 : marks[end]]


def kept_in(folder: Path) -> list[str]:
    """SHA-256 of every blob in a store, open and closed, as a fresh process finds them."""
    store = SqlBatches(KioskFile(folder / "kiosk.sqlite"))
    standing = store.read_open()
    blobs = [*(standing.blobs.values() if standing else []), *(b for batch in store.closed() for b in batch.blobs)]
    return [sha256(blob).hexdigest() for blob in blobs]
