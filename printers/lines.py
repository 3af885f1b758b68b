"""Paragraphs into lines. One rule: lines are cut in reading order, then each is put in visual order.

reportlab's own paragraphs put Arabic words left to right and read markup; here a text is only ever text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from printers.breaking import ends_a_clause, piece_ends
from printers.fonts import Face
from printers.numbers import keep_whole
from printers.shaping import Run, Writing

_SPACES = re.compile("[ \t\r]+")
_ORPHAN = 0.3
"""A last line of one word narrower than this share of the column takes another word down to it."""
_SHORT = 0.5
"""A last line narrower than this share of the column is worth balancing."""
_LIKE = 0.35
"""Two lines of which one is narrower than this share of the other are not of like length, even between clauses."""


@dataclass(frozen=True)
class Style:
    """How a text is set: faces to ask, size and distance of base lines in points. A text of at most `balanced`
    lines gets lines of like length; in longer ones a narrower column makes the edge more ragged, not less."""

    faces: tuple[Face, ...]
    size: float
    leading: float
    balanced: int = 0


@dataclass(frozen=True)
class Line:
    """One line in visual order. `width` in points; `text` is what it says in reading order."""

    runs: tuple[Run, ...]
    size: float
    text: str
    right_to_left: bool

    @property
    def width(self) -> float:
        return sum(run.width for run in self.runs) * self.size / 1000

    def draw(self, canvas: Canvas, x: float, baseline: float) -> None:
        """Draw with the left edge at x. What it says goes along in reading order (ActualText)."""
        spoken = self.text.encode("utf-16-be").hex().upper()
        canvas.addLiteral(f"/Span <</ActualText <FEFF{spoken}>>> BDC")
        for run in self.runs:
            text = canvas.beginText(x, baseline)
            text.setFont(run.face.name, self.size)
            text.textOut(run.drawn)
            canvas.drawText(text)
            x += run.width * self.size / 1000
        canvas.addLiteral("EMC")


@dataclass(frozen=True)
class _Piece:
    """What stands between two places where a line may end; `ink` leaves out the spaces after it. After a `clause` a
    line ends best."""

    start: int
    end: int
    ink: float
    advance: float
    clause: bool


def set_text(text: str, style: Style, width: float, right_to_left: bool) -> list[Line]:
    """Lines of at most `width` points, one list for all paragraphs of `text` (cut at line feeds). Words that
    are too wide are cut, never clipped. Raises Bug for a character that no face draws."""
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        words = _SPACES.sub(" ", paragraph).strip(" ")
        if words:
            writing = Writing(keep_whole(words, right_to_left), right_to_left, style.faces)
            lines += _set_paragraph(writing, style, width)
    return lines


def _set_paragraph(writing: Writing, style: Style, width: float) -> list[Line]:
    limit = width * 1000 / style.size
    pieces = _pieces(writing, limit)
    rows = _fill(pieces, limit)
    if 1 < len(rows) <= style.balanced and _row_width(rows[-1]) < limit * _SHORT:
        rows = _between_clauses(pieces, len(rows), limit) or _balance(pieces, rows, limit)
    rows = _without_orphan(rows, limit)
    return [_line(writing, row, style.size) for row in rows]


def _line(writing: Writing, row: Sequence[_Piece], size: float) -> Line:
    start, end = row[0].start, row[-1].end
    text = writing.text[start:end].rstrip(" ")
    runs = writing.shape(start, start + len(text))
    return Line(tuple(runs), size, text, writing.right_to_left)


def _pieces(writing: Writing, limit: float) -> list[_Piece]:
    pieces: list[_Piece] = []
    start = 0
    for end in piece_ends(writing.text):
        piece = _piece(writing, start, end)
        pieces += [piece] if piece.ink <= limit else _cut(writing, start, end, limit)
        start = end
    return pieces


def _piece(writing: Writing, start: int, end: int) -> _Piece:
    inked = writing.text[start:end].rstrip(" ")
    ink = writing.width(start, start + len(inked))
    return _Piece(start, end, ink, writing.width(start, end), ends_a_clause(inked))


def _cut(writing: Writing, start: int, end: int, limit: float) -> list[_Piece]:
    """A word wider than the column, cut wherever it must be."""
    pieces: list[_Piece] = []
    while start < end:
        stop = end
        while stop > start + 1 and _piece(writing, start, stop).ink > limit:
            stop -= 1
        pieces.append(_piece(writing, start, stop))
        start = stop
    return pieces


def _row_width(row: Sequence[_Piece]) -> float:
    return sum(piece.advance for piece in row[:-1]) + row[-1].ink


def _fill(pieces: Sequence[_Piece], limit: float) -> list[list[_Piece]]:
    rows: list[list[_Piece]] = [[]]
    for piece in pieces:
        if rows[-1] and _row_width([*rows[-1], piece]) > limit:
            rows.append([])
        rows[-1].append(piece)
    return rows


def _between_clauses(pieces: Sequence[_Piece], rows: int, limit: float) -> list[list[_Piece]]:
    """Two lines of like length that part where the sentence does; none when it does so nowhere fitting. Without spaces
    between words this is what keeps a line from ending inside one."""
    found: list[tuple[float, list[list[_Piece]]]] = []
    for cut in range(1, len(pieces)) if rows == 2 else ():
        parted = [list(pieces[:cut]), list(pieces[cut:])]
        short, long = sorted(map(_row_width, parted))
        if pieces[cut - 1].clause and long <= limit and short >= long * _LIKE:
            found.append((long, parted))
    return min(found, key=lambda each: each[0], default=(limit, []))[1]


def _balance(pieces: Sequence[_Piece], rows: list[list[_Piece]], limit: float) -> list[list[_Piece]]:
    """The narrowest column that gives no more lines: a title of two lines of like length."""
    narrow, wide = max(piece.ink for piece in pieces), limit
    for _ in range(12):
        middle = (narrow + wide) / 2
        if len(_fill(pieces, middle)) > len(rows):
            narrow = middle
        else:
            wide = middle
    return _fill(pieces, wide)


def _without_orphan(rows: list[list[_Piece]], limit: float) -> list[list[_Piece]]:
    if len(rows) < 2 or len(rows[-1]) > 1 or len(rows[-2]) < 3 or rows[-1][0].ink > limit * _ORPHAN:
        return rows
    fuller = [rows[-2][-1], *rows[-1]]
    return [*rows[:-2], rows[-2][:-1], fuller] if _row_width(fuller) <= limit else rows
