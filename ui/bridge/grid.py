"""How cards share a page. One rule: they reflow and page, but never scroll, lose a word or shrink below a finger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import ceil, floor, log

MOST_COLUMNS = 4
BEST_SHAPE = 2.4
"""Width to height of a card that is quickly read."""
DENSE = 0.875
"""How much smaller words may be where that spares a second sheet: 28 px for 32 at 800 px of height."""
GROWTHS = (2.0, 1.75, 1.5, 1.25)
"""How much larger than its least size a pictogram may be."""

Measure = Callable[[str, float, float, bool], "Size"]
"""(text, width, pixel size, bold) → what the text needs when it wraps between words."""


@dataclass(frozen=True)
class Size:
    """Pixels. `width` is that of the widest word: less would break or cut it."""

    width: float
    height: float


@dataclass(frozen=True)
class Label:
    """The words of one card."""

    text: str
    hint: str
    pictogram: bool


@dataclass(frozen=True)
class CardStyle:
    """Pixels. `smallest` is the touch size, `padding` is beside the words, `inset` above and below;
    `check` the room kept for the mark of a chosen card (0: never marked),
    `more` the width of the button to the next sheet."""

    text: float
    hint: float
    padding: float
    inset: float
    gap: float
    pictogram: float
    check: float
    smallest: float
    more: float
    bold: bool = True
    most: int = MOST_COLUMNS

    def scaled(self, scale: float) -> CardStyle:
        """The same with smaller words and pictograms; touch sizes and gaps stay."""
        return replace(self, text=self.text * scale, hint=self.hint * scale, pictogram=self.pictogram * scale)


@dataclass(frozen=True)
class Grid:
    """`sheets` are indexes of cards; with more than one, a narrow *more* button stands beside the grid.
    `scale` is 1, or `DENSE` where words a little smaller spare a second sheet; `picture` is a pictogram's side."""

    columns: int
    rows: int
    stacked: bool
    sheets: tuple[tuple[int, ...], ...]
    scale: float = 1.0
    picture: float = 0.0


def arrange(labels: Sequence[Label], first: int, area: Size, style: CardStyle, measure: Measure) -> Grid:
    """The best grid for `area`. The first `first` cards lead every sheet when one is not enough."""
    for scale in (1.0, DENSE):
        dense = style.scaled(scale)
        whole = _whole(labels, area, dense, measure)
        if whole is not None:
            sheet = tuple(range(len(labels)))
            grid = Grid(whole.columns, ceil(len(labels) / whole.columns), whole.stacked, (sheet,), scale)
            return replace(grid, picture=_picture(grid, labels, area, dense, measure))
    beside = Size(area.width - style.more - style.gap, area.height)
    for scale in (1.0, DENSE):
        dense = style.scaled(scale)
        paged = _candidates(labels, beside, dense, measure)
        if paged:
            best = max(paged, key=lambda grid: (grid.columns * grid.rows, not grid.stacked))
            sheets = _sheets(len(labels), first, best.columns * best.rows)
            grid = Grid(best.columns, best.rows, best.stacked, sheets, scale)
            return replace(grid, picture=_picture(grid, labels, beside, dense, measure))
    return Grid(1, 1, False, tuple((index,) for index in range(len(labels))), DENSE, style.pictogram)


def _picture(grid: Grid, labels: Sequence[Label], area: Size, style: CardStyle, measure: Measure) -> float:
    """The largest pictogram with which every word still finds its place."""
    width = (area.width - style.gap * (grid.columns - 1)) / grid.columns
    height = (area.height - style.gap * (grid.rows - 1)) / grid.rows
    for growth in GROWTHS:
        larger = replace(style, pictogram=style.pictogram * growth)
        roomy = larger.pictogram <= min(width, height) * 0.6
        if roomy and max(_height(label, width, grid.stacked, larger, measure) for label in labels) <= height:
            return larger.pictogram
    return style.pictogram


def _whole(labels: Sequence[Label], area: Size, style: CardStyle, measure: Measure) -> Grid | None:
    """The best grid that holds every card at once, if there is one."""
    grids = [grid for grid in _candidates(labels, area, style, measure) if grid.columns * grid.rows >= len(labels)]
    return min(grids, key=lambda grid: _misfit(grid, len(labels), area, style), default=None)


def _candidates(labels: Sequence[Label], area: Size, style: CardStyle, measure: Measure) -> list[Grid]:
    grids = []
    for columns, stacked in product(range(1, min(style.most, len(labels)) + 1), (False, True)):
        width = (area.width - style.gap * (columns - 1)) / columns
        height = max(_height(label, width, stacked, style, measure) for label in labels)
        rows = floor((area.height + style.gap) / (max(height, style.smallest) + style.gap))
        if rows >= 1:
            grids.append(Grid(columns, rows, stacked, ()))
    return grids


def _height(label: Label, width: float, stacked: bool, style: CardStyle, measure: Measure) -> float:
    """The height that a card of this width needs; infinite when a word does not fit."""
    beside = 0.0 if stacked or not label.pictogram else style.pictogram + style.gap
    room = width - 2 * style.padding - beside - style.check * (2 if stacked else 1)
    text = measure(label.text, room, style.text, style.bold)
    hint = measure(label.hint, room, style.hint, False) if label.hint else Size(0, 0)
    if max(text.width, hint.width) > room:
        return float("inf")
    words = text.height + hint.height
    if stacked:
        return words + 2 * style.inset + (style.pictogram + style.gap if label.pictogram else 0)
    return max(words, style.pictogram if label.pictogram else 0) + 2 * style.inset


def _misfit(grid: Grid, count: int, area: Size, style: CardStyle) -> float:
    """Small for grids without holes whose cards are of a good shape."""
    rows = ceil(count / grid.columns)
    width = (area.width - style.gap * (grid.columns - 1)) / grid.columns
    height = (area.height - style.gap * (rows - 1)) / rows
    holes = grid.columns * rows - count
    tall = height > 0.7 * width
    return abs(log(width / height / BEST_SHAPE)) + 12 * holes / count**2 + (0.5 if grid.stacked != tall else 0)


def _sheets(count: int, first: int, room: int) -> tuple[tuple[int, ...], ...]:
    leading = tuple(range(first)) if first < room else ()
    rest = [index for index in range(count) if index not in leading]
    step = room - len(leading)
    return tuple((*leading, *rest[start : start + step]) for start in range(0, len(rest), step))
