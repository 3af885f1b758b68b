"""Blocks onto paper. One rule: nothing is clipped or made too small to read; the paper grows instead.

Lengths are points from the page's left upper corner; the document turns them round for PDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from reportlab.pdfgen.canvas import Canvas

from kiosk.problem import Bug
from printers.lines import Line
from printers.paper import Paper


@dataclass(frozen=True)
class Box:
    """A rounded frame, or a filled band when `stroke` is 0."""

    left: float
    top: float
    width: float
    height: float
    radius: float
    stroke: float

    def moved(self, down: float, across: float = 0.0) -> Box:
        """The same box elsewhere, points down and to the right."""
        return replace(self, top=self.top + down, left=self.left + across)

    def draw(self, canvas: Canvas, page_height: float) -> None:
        canvas.setLineWidth(self.stroke)
        bottom = page_height - self.top - self.height
        filled = not self.stroke
        canvas.roundRect(
            self.left, bottom, self.width, self.height, self.radius, stroke=int(not filled), fill=int(filled)
        )


@dataclass(frozen=True)
class Words:
    """A line with the place of its left edge and base line; `light` is white on a filled band."""

    line: Line
    left: float
    baseline: float
    light: bool = False

    def moved(self, down: float, across: float = 0.0) -> Words:
        """The same words elsewhere, points down and to the right."""
        return replace(self, baseline=self.baseline + down, left=self.left + across)

    def draw(self, canvas: Canvas, page_height: float) -> None:
        canvas.setFillGray(1 if self.light else 0)
        self.line.draw(canvas, self.left, page_height - self.baseline)
        canvas.setFillGray(0)


Mark = Box | Words


@dataclass(frozen=True)
class Block:
    """What stays together: marks from the block's own top, its height, and the white after it."""

    marks: tuple[Mark, ...]
    height: float
    after: float = 0.0


@dataclass(frozen=True)
class Place:
    """Where the next block goes; `across` moves it to another column."""

    page: int
    top: float
    across: float = 0.0


@dataclass
class Page:
    """Marks at their places; `bottom` is how far they reach."""

    marks: list[Mark] = field(default_factory=list)
    bottom: float = 0.0


@dataclass(frozen=True)
class Sealed:
    """Where the two things go that differ between slips: the code's modules (whole dots) and the spoken code,
    centred at `centre`."""

    page: int
    left_dots: int
    top_dots: int
    module_dots: int
    centre: float
    baseline: float
    size: float


@dataclass(frozen=True)
class Layout:
    """Pages of clear text, their heights in whole dots, and the place of what is sealed."""

    paper: Paper
    pages: tuple[Page, ...]
    heights: tuple[int, ...]
    sealed: Sealed


class Sheets:
    """The pages of one slip while they fill up."""

    def __init__(self, paper: Paper, top: float, foot: float) -> None:
        self.paper = paper
        self.pages = [Page()]
        self._top = top
        self._foot = foot
        self._end = float("inf") if paper.height_dots is None else paper.height_dots * paper.dot - foot

    def flow(self, blocks: Iterable[Block], *columns: Place) -> Place:
        """Set blocks below each other, column after column and page after page; returns the next place."""
        here, *rest = columns
        for block in blocks:
            while not self.fits(block, here):
                rest = rest or [Place(here.page + 1, self._top, column.across) for column in columns]
                here = rest.pop(0)
            self.put(block, here)
            here = replace(here, top=here.top + block.height + block.after)
        return here

    def put(self, block: Block, place: Place) -> None:
        """Set one block at a place."""
        while len(self.pages) <= place.page:
            self.pages.append(Page())
        page = self.pages[place.page]
        page.marks += [mark.moved(place.top, place.across) for mark in block.marks]
        page.bottom = max(page.bottom, place.top + block.height)

    def fits(self, block: Block, place: Place) -> bool:
        """Whether a block still fits below a place; at the top of a page everything does."""
        return place.top + block.height <= self._end + 0.01 or place.top <= self._top

    def heights(self) -> tuple[int, ...]:
        """Every page's height in whole dots. Raises Bug when a block is taller than a page."""
        fixed = self.paper.height_dots
        if fixed and any(page.bottom > self._end + 0.01 for page in self.pages):
            raise Bug(f"a title or frame of the slip does not fit on paper {self.paper.name}")
        return tuple(fixed or ceil((page.bottom + self._foot) / self.paper.dot) for page in self.pages)


def centred(line: Line, left: float, width: float) -> float:
    """The left edge of a line in the middle of a column."""
    return left + (width - line.width) / 2


def leading_edge(line: Line, left: float, width: float) -> float:
    """The left edge of a line that begins where its writing begins."""
    return left + width - line.width if line.right_to_left else left


def stacked(rows: Sequence[tuple[float, Words]]) -> Block:
    """Lines below each other, each with its distance: (leading, words with the base line from their top)."""
    marks: list[Mark] = []
    top = 0.0
    for leading, words in rows:
        marks.append(words.moved(top))
        top += leading
    return Block(tuple(marks), top)
