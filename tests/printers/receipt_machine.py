"""A receipt printer as Epson's reference describes one, in memory. It decodes what it is sent back to pictures.

Real-time requests are answered on arrival, also where they only seem to stand inside a picture; everything else waits
in the buffer while paper or cover is missing, and is worked off after the refill, exactly as on a real counter.
"""

from __future__ import annotations

import re
from threading import RLock

from PIL import Image, ImageChops

_REAL_TIME = re.compile(rb"\x10\x04[\x01-\x04]|\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08")


class ReceiptMachine:
    """`papers` are the sheets that came out, cut or torn off. Set the attributes to make it ill."""

    def __init__(self, cutter: bool = True) -> None:
        self.papers: list[Image.Image] = []
        self.cutter = cutter
        self.answers = True
        self.gives_word = True
        self.has_paper = True
        self.cover_open = False
        self.fault = False
        self.lines_left: int | None = None
        self.buffer = bytearray()
        self.got = bytearray()
        self._lines: list[Image.Image] = []
        self._seen = bytearray()
        self._lock = RLock()

    @property
    def at_work(self) -> bool:
        return self.has_paper and not self.cover_open and not self.fault

    def take(self, data: bytes) -> bytes:
        """Bytes that arrive; returns what it answers."""
        with self._lock:
            self.got += data
            self.buffer += data
            answers = self._real_time(data)
            return answers + self._work()

    def refill(self) -> None:
        """New paper, cover shut: what waits in the buffer is printed."""
        with self._lock:
            self.has_paper, self.cover_open, self.lines_left = True, False, None
            self._work()

    def _real_time(self, data: bytes) -> bytes:
        self._seen += data
        said, end = b"", 0
        for found in _REAL_TIME.finditer(self._seen):
            end = found.end()
            if found.group().startswith(b"\x10\x14"):
                del self.buffer[: len(self.buffer) - (len(self._seen) - end)]
                self._lines.clear()
            elif self.answers:
                said += bytes([self._status(found.group()[2])])
        del self._seen[: max(end, len(self._seen) - 9)]
        return said

    def _status(self, which: int) -> int:
        bits = {
            1: 0x08 if not self.at_work else 0,
            2: (0x04 if self.cover_open else 0) | (0x20 if not self.has_paper else 0) | (0x40 if self.fault else 0),
            3: 0x20 if self.fault else 0,
            4: 0x60 if not self.has_paper else 0,
        }
        return 0x12 | bits[which]

    def _work(self) -> bytes:
        said = b""
        while self.at_work and self.buffer:
            length = self._length()
            if length is None or len(self.buffer) < length:
                break
            command = bytes(self.buffer[:length])
            if command.startswith(b"\x1dv0"):
                if not self._print(command):
                    break
            elif command.startswith(b"\x1dV") or (command.startswith(b"\x1bd") and not self.cutter):
                self._cut()
            elif command.startswith(b"\x1dr") and self.gives_word:
                said += b"\x00"
            elif command == b"\x1b@":
                self._lines.clear()
            del self.buffer[:length]
        return said

    def _length(self) -> int | None:
        """Bytes of the command at the buffer's head; None while its head is not whole."""
        head = bytes(self.buffer[:8])
        for begin, length in (
            (b"\x1b@", 2),
            (b"\x1bd", 3),
            (b"\x1dV", 3),
            (b"\x1dr", 3),
            (b"\x10\x04", 3),
            (b"\x10\x14", 10),
        ):
            if head.startswith(begin):
                return length
        if head.startswith(b"\x1dv0") and len(head) == 8:
            return 8 + int.from_bytes(head[4:6], "little") * int.from_bytes(head[6:8], "little")
        if len(head) < 8:
            return None
        raise AssertionError(f"no such command in the tests: {head.hex()}")

    def _print(self, command: bytes) -> bool:
        columns, height = int.from_bytes(command[4:6], "little"), int.from_bytes(command[6:8], "little")
        assert command[3] == 0
        assert height <= 256
        if self.lines_left is not None:
            if height > self.lines_left:
                self.has_paper = False
                return False
            self.lines_left -= height
        ink = Image.frombytes("1", (columns * 8, height), command[8:])
        self._lines.append(ImageChops.invert(ink.convert("L")).convert("1"))
        return True

    def _cut(self) -> None:
        sheet = Image.new("1", (self._lines[0].width, sum(part.height for part in self._lines)), 1)
        top = 0
        for part in self._lines:
            sheet.paste(part, (0, top))
            top += part.height
        self.papers.append(sheet)
        self._lines.clear()
