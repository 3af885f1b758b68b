"""A page to draw on, from the top left. One rule: what is mirrored is the place, never the letters."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4 as _A4
from reportlab.pdfgen.canvas import Canvas

from printers.fonts import Weight, faces
from printers.lines import Line, Style, set_text

A4: tuple[float, float] = (float(_A4[0]), float(_A4[1]))
PAPER, WHITE, INK, TEAL = (HexColor(value) for value in ("#F7F3EC", "#FFFFFF", "#1F2A2E", "#0A5056"))
MUTED, TRACK = HexColor("#5A676B"), HexColor("#DCE7E6")
"""Quiet text (5.9:1 on white) and the light part of a bar."""


@dataclass(frozen=True)
class Box:
    """A rectangle in points from the page's leading top corner."""

    left: float
    top: float
    width: float
    height: float


class Sheet:
    """One A4 page of a canvas. `left` always means the leading side: the right one where people read leftwards."""

    def __init__(self, canvas: Canvas, *, right_to_left: bool) -> None:
        self._canvas = canvas
        self._right_to_left = right_to_left

    def fill(self, box: Box, colour: Color, radius: float = 0) -> None:
        """A filled box, with round corners of `radius`; nothing when it has no area."""
        if box.width <= 0 or box.height <= 0:
            return
        self._canvas.setFillColor(colour)
        left = A4[0] - box.left - box.width if self._right_to_left else box.left
        bottom, corner = A4[1] - box.top - box.height, min(radius, box.width / 2, box.height / 2)
        self._canvas.roundRect(left, bottom, box.width, box.height, corner, stroke=0, fill=1)

    def write(
        self,
        text: str,
        at: float,
        baseline: float,
        size: float,
        weight: Weight,
        colour: Color,
        *,
        at_end: bool = False,
    ) -> None:
        """One line that begins at `at`, or ends there. Raises Bug for a character that no font draws."""
        line = self._line(text, size, weight)
        if line is None:
            return
        left = at - line.width if at_end else at
        if self._right_to_left:
            left = A4[0] - left - line.width
        self._canvas.setFillColor(colour)
        line.draw(self._canvas, left, A4[1] - baseline)

    def width(self, text: str, size: float, weight: Weight) -> float:
        """How wide one line is."""
        line = self._line(text, size, weight)
        return line.width if line else 0.0

    def fitted(self, text: str, size: float, weight: Weight, room: float) -> str:
        """The text, or its beginning with an ellipsis where it is wider than `room`."""
        if self.width(text, size, weight) <= room:
            return text
        kept = text
        while kept and self.width(f"{kept}…", size, weight) > room:
            kept = kept[:-1].rstrip()
        return f"{kept}…"

    def broken(self, text: str, size: float, weight: Weight, room: float, most: int) -> list[str]:
        """The text in at most `most` lines of `room`; what is longer than that ends in an ellipsis."""
        lines = [line.text for line in set_text(text, self._style(size, weight), room, self._right_to_left)]
        if len(lines) <= most:
            return lines
        return [*lines[: most - 1], self.fitted(" ".join(lines[most - 1 :]), size, weight, room)]

    def _style(self, size: float, weight: Weight) -> Style:
        return Style(faces((), weight), size, size)

    def _line(self, text: str, size: float, weight: Weight) -> Line | None:
        lines = set_text(text, self._style(size, weight), 10_000, self._right_to_left)
        return lines[0] if lines else None
