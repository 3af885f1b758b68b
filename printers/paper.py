"""The sizes of paper. One rule: a paper is a number of dots, for a print head has dots, not millimetres."""

from __future__ import annotations

from dataclasses import dataclass

HEAD_DPI = 203.2
"""Dots an inch of the common thermal head: exactly 8 a millimetre."""


@dataclass(frozen=True)
class Paper:
    """`dots` wide at `dpi`; `height_dots` is None for a roll, whose length follows the text. `margin_mm` is
    kept white inside the printable width (a roll has unprinted edges of its own: `edge_mm` at either side)."""

    name: str
    dots: int
    dpi: float
    margin_mm: float
    height_dots: int | None = None
    edge_mm: float = 0.0

    @property
    def dot(self) -> float:
        """Points a dot."""
        return 72 / self.dpi

    @property
    def width(self) -> float:
        """Points across."""
        return self.dots * self.dot

    @property
    def margin(self) -> float:
        """Points kept white at either side."""
        return self.points(self.margin_mm)

    @property
    def inner(self) -> float:
        """Points between the margins."""
        return self.width - 2 * self.margin

    @property
    def sheet_mm(self) -> tuple[float, float | None]:
        """Width and height of the sheet itself in millimetres; the height of a roll is None."""
        height = None if self.height_dots is None else self.height_dots * 25.4 / self.dpi
        return self.dots * 25.4 / self.dpi + 2 * self.edge_mm, height

    def whole_dots(self, points: float) -> int:
        """The nearest number of whole dots."""
        return round(points / self.dot)

    @staticmethod
    def points(millimetres: float) -> float:
        """Millimetres as points."""
        return millimetres * 72 / 25.4


ROLL_58 = Paper("58", dots=384, dpi=HEAD_DPI, margin_mm=1, edge_mm=5)
ROLL_80 = Paper("80", dots=576, dpi=HEAD_DPI, margin_mm=4, edge_mm=4)
ROLL_80_AT_180 = Paper("80-180dpi", dots=512, dpi=180, margin_mm=4, edge_mm=4)
A6 = Paper("A6", dots=840, dpi=HEAD_DPI, margin_mm=7, height_dots=1184)
LETTER = Paper("Letter", dots=1720, dpi=HEAD_DPI, margin_mm=15, height_dots=2232)
PAPERS = {paper.name: paper for paper in (ROLL_58, ROLL_80, ROLL_80_AT_180, A6, LETTER)}


def roll(dots: int, dpi: float) -> Paper:
    """A roll of another head: 4 mm of margin where it is as wide as an 80 mm roll, else 1 mm."""
    wide = dots / dpi * 25.4 >= 60
    return Paper(f"{dots}@{dpi:g}", dots=dots, dpi=dpi, margin_mm=4 if wide else 1, edge_mm=4 if wide else 5)
