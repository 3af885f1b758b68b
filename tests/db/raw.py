"""Reads SQLite files byte by byte, without SQLite (https://sqlite.org/fileformat.html): what a thief with a hex editor
has. One rule: nothing of `db` or `sqlite3` is used here, so a mistake there cannot hide itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

FRAME_HEADER = 24
WAL_HEADER = 32


def number(raw: bytes, at: int, size: int) -> int:
    return int.from_bytes(raw[at : at + size], "big")


def varint(raw: bytes, at: int) -> tuple[int, int]:
    """A variable-length integer and where it ends."""
    value = 0
    for count in range(9):
        byte = raw[at + count]
        if count == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    raise AssertionError("unreachable")


@dataclass
class Row:
    """One row: the page that it lies on, its rowid, its columns, and where the bytes of its blobs lie."""

    page: int
    rowid: int
    columns: list[bytes | int | None]
    blobs: list[tuple[int, int]] = field(default_factory=list)  # (file offset, length), pieces of every blob column


class RawFile:
    """A database image."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.size = number(raw, 16, 2)
        self.tables = {
            str(bytes(row.columns[1] or b""), "utf-8"): row.columns[3]  # type: ignore[arg-type]
            for row in self._rows_at(1)
        }

    @property
    def counters(self) -> dict[str, int]:
        """Everything in the header that counts."""
        places = {"change": 24, "pages": 28, "freelist head": 32, "freelist": 36, "schema": 40, "version": 92}
        return {name: number(self.raw, at, 4) for name, at in places.items()}

    def rows(self, table: str) -> list[Row]:
        root = self.tables[table]
        assert isinstance(root, int)
        return list(self._rows_at(root))

    def skeleton(self) -> bytes:
        """The whole file with zeros in place of every blob column's bytes."""
        bare = bytearray(self.raw)
        for table in self.tables:
            for row in self.rows(table):
                for at, length in row.blobs:
                    bare[at : at + length] = bytes(length)
        return bytes(bare)

    def _rows_at(self, page: int) -> Iterator[Row]:
        base = (page - 1) * self.size
        head = base + (100 if page == 1 else 0)
        kind, cells = self.raw[head], number(self.raw, head + 3, 2)
        interior = kind in (2, 5)
        pointers = head + (12 if interior else 8)
        for cell in range(cells):
            at = base + number(self.raw, pointers + 2 * cell, 2)
            if interior:
                yield from self._rows_at(number(self.raw, at, 4))
            if kind != 5:
                yield self._row(page, at + (4 if interior else 0), table=kind == 13)
        if interior:
            yield from self._rows_at(number(self.raw, head + 8, 4))

    def _row(self, page: int, at: int, *, table: bool) -> Row:
        length, at = varint(self.raw, at)
        rowid, at = varint(self.raw, at) if table else (0, at)
        pieces = self._payload(at, length, table=table)
        payload = b"".join(self.raw[start : start + size] for start, size in pieces)
        row = Row(page, rowid, [])
        header, cursor = varint(payload, 0)
        body = header
        while cursor < header:
            serial, cursor = varint(payload, cursor)
            body = _column(row, serial, payload, body, pieces)
        return row

    def _payload(self, at: int, length: int, *, table: bool) -> list[tuple[int, int]]:
        """(file offset, length) of every piece of a payload, overflow pages included."""
        usable = self.size - self.raw[20]
        top = usable - 35 if table else (usable - 12) * 64 // 255 - 23
        if length <= top:
            return [(at, length)]
        least = (usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (usable - 4)
        local = local if local <= top else least
        pieces, left = [(at, local)], length - local
        page = number(self.raw, at + local, 4)
        while page:
            base = (page - 1) * self.size
            pieces.append((base + 4, min(usable - 4, left)))
            left -= pieces[-1][1]
            page = number(self.raw, base, 4)
        return pieces


def _column(row: Row, serial: int, payload: bytes, body: int, pieces: list[tuple[int, int]]) -> int:
    """Read one column of a row; where the next one begins."""
    if serial < 12:
        size = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[serial]
        row.columns.append(None if serial == 0 else serial - 8 if serial > 7 else number(payload, body, size))
        return body + size
    size = (serial - 12) // 2
    row.columns.append(payload[body : body + size])
    if serial % 2 == 0:
        row.blobs += _part(pieces, body, size)
    return body + size


def _part(pieces: list[tuple[int, int]], begin: int, size: int) -> list[tuple[int, int]]:
    """The pieces of a payload's bytes from `begin` on."""
    part, passed = [], 0
    for start, length in pieces:
        low, high = max(begin, passed), min(begin + size, passed + length)
        if low < high:
            part.append((start + low - passed, high - low))
        passed += length
    return part


@dataclass(frozen=True)
class Frame:
    page: int
    commits: bool
    content: bytes


class RawLog:
    """A write-ahead log image: the frames whose salts are the header's, which are the ones that count."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.checkpoints = number(raw, 12, 4)
        self.salt = number(raw, 16, 4)
        size = number(raw, 8, 4)
        self.frames: list[Frame] = []
        for at in range(WAL_HEADER, len(raw) - size - FRAME_HEADER + 1, size + FRAME_HEADER):
            if raw[at + 8 : at + 16] == raw[16:24]:
                content = raw[at + FRAME_HEADER : at + FRAME_HEADER + size]
                self.frames.append(Frame(number(raw, at, 4), number(raw, at + 4, 4) > 0, content))

    @property
    def commits(self) -> int:
        return sum(frame.commits for frame in self.frames)

    def over(self, database: bytes) -> bytes:
        """The database with this log's frames put over it."""
        merged = bytearray(database)
        for frame in self.frames:
            at = (frame.page - 1) * len(frame.content)
            merged[at : at + len(frame.content)] = frame.content
        return bytes(merged)
