"""Looks for what guests said, and when, in the raw bytes of a folder. Shares no code with the product.

A window is eight consecutive bytes, at least six of them different, of a record before padding. It is looked for raw,
as hex, as base64 (both alphabets, every alignment) and as UTF-16 (both byte orders).
"""

from __future__ import annotations

import base64
import re
import sqlite3
import struct
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

WINDOW, DISTINCT = 8, 6
_HEX = re.compile(rb"[0-9a-fA-F]{%d,}" % (2 * WINDOW))
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{11,}")
_UTF16 = (
    re.compile(rb"(?:[^\x00]\x00){%d,}" % WINDOW, re.DOTALL),
    re.compile(rb"(?:\x00[^\x00]){%d,}" % WINDOW, re.DOTALL),
)


def windows(content: bytes) -> Iterator[bytes]:
    """Every window of some bytes."""
    for start in range(len(content) - WINDOW + 1):
        piece = content[start : start + WINDOW]
        if len(set(piece)) >= DISTINCT:
            yield piece


def said(folder: Path, records: Iterable[bytes]) -> set[bytes]:
    """The windows of `records` that stand somewhere under `folder`, in any encoding."""
    wanted = {piece for record in records for piece in windows(record)}
    found: set[bytes] = set()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            for content in _readings(path.read_bytes()):
                found.update(wanted.intersection(content[at : at + WINDOW] for at in range(len(content) - WINDOW + 1)))
    return found


def _readings(content: bytes) -> Iterator[bytes]:
    """The bytes as they are, and what the text-like stretches among them decode to."""
    yield content
    for match in _HEX.finditer(content):
        digits = match.group()
        for start in (0, 1):
            even = digits[start:]
            yield bytes.fromhex(even[: len(even) // 2 * 2].decode())
    for match in _BASE64.finditer(content):
        letters = match.group().translate(bytes.maketrans(b"-_", b"+/"))
        for start in range(4):
            whole = letters[start:]
            yield base64.b64decode(whole[: len(whole) // 4 * 4])
    yield from (match.group()[0::2] for match in _UTF16[0].finditer(content))
    yield from (match.group()[1::2] for match in _UTF16[1].finditer(content))


def told_times(folder: Path, moments: Iterable[datetime]) -> list[str]:
    """Fine times of `moments` (seconds or better) that stand in a file, a database value or a time stamp."""
    instants = [moment.timestamp() for moment in moments]
    texts = {text for moment in moments for text in _written(moment)}
    seconds = {int(instant) for instant in instants}
    found: list[str] = []
    for path in sorted(folder.rglob("*")):
        if int(path.stat().st_mtime) in seconds:
            found.append(f"time stamp of {path.name}")
        if path.is_file():
            content = path.read_bytes()
            found += [f"{text!r} in {path.name}" for text in _standing(content, texts)]
            found += [
                f"{value!r} in a row of {path.name}" for value in _numbers(path, content) if int(value) in seconds
            ]
    return found


def _standing(content: bytes, texts: set[bytes]) -> list[bytes]:
    """Which of the texts (eight bytes or more) stand in the content; their beginnings are looked for in one pass."""
    begun = {content[at : at + WINDOW] for at in range(len(content) - WINDOW + 1)}.intersection(
        text[:WINDOW] for text in texts
    )
    return sorted(text for text in texts if text[:WINDOW] in begun and text in content)


def _written(moment: datetime) -> Iterator[bytes]:
    instant = moment.timestamp()
    for text in (moment.isoformat(), moment.strftime("%H:%M:%S"), str(int(instant)), str(int(instant * 1000))):
        yield text.encode()
        yield text.encode("utf-16-le")
    for scale in (1, 1000, 1_000_000):
        for order in ("<q", ">q"):
            yield struct.pack(order, int(instant * scale))
    yield struct.pack("<d", instant)
    yield struct.pack(">d", instant)


def _numbers(path: Path, content: bytes) -> Iterator[float]:
    """Every number in every row of an SQLite file, in seconds where it may be milliseconds."""
    if not content.startswith(b"SQLite format 3\0"):
        return
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in database.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 (names from the file itself)
                for value in row:
                    if isinstance(value, int | float):
                        yield from (value, value / 1000, value / 1_000_000)
