"""How cards share a page. One rule: they reflow and page, but never scroll, lose a word or shrink below a finger.

Its values are named tuples: made by the hundred for every page, and five times as quick to define for the first one.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from math import ceil, log
from typing import NamedTuple, Self

MOST_COLUMNS = 4
BEST_SHAPE = 2.4
"""Width to height of a card that is quickly read."""
DENSE = 0.875
"""How much smaller words may be where that spares a second sheet: 28 px for 32 at 800 px of height."""
ROUNDING = 1.0
"""Pixels that a text of the window may be narrower than its place, because places are whole pixels."""
GROWTHS = (2.0, 1.75, 1.5, 1.25)
"""How much larger than its least size a pictogram may be."""

Measure = Callable[[str, float, float, bool], "Size"]
"""(text, width, pixel size, bold) → what the text needs when it wraps between words."""


class Size(NamedTuple):
    """Pixels. `width` is that of the widest word: less would break or cut it."""

    width: float
    height: float


class Label(NamedTuple):
    """The words of one card."""

    text: str
    hint: str
    pictogram: bool


class CardStyle(NamedTuple):
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

    def scaled(self, scale: float) -> Self:
        """The same with smaller words and pictograms; touch sizes and gaps stay."""
        return self._replace(text=self.text * scale, hint=self.hint * scale, pictogram=self.pictogram * scale)


class Grid(NamedTuple):
    """`sheets` are indexes of cards, `heights` the rows' heights of each sheet. With more than one sheet, a narrow
    *more* button stands beside the grid. `scale` is 1, or `DENSE` where words a little smaller spare a sheet;
    `picture` is a pictogram's side."""

    columns: int
    stacked: bool
    sheets: tuple[tuple[int, ...], ...]
    heights: tuple[tuple[float, ...], ...]
    scale: float = 1.0
    picture: float = 0.0


def arrange(labels: Sequence[Label], first: int, area: Size, style: CardStyle, measure: Measure) -> Grid:
    """The best grid for `area`. The first `first` cards lead every sheet when one is not enough."""
    for scale in (1.0, DENSE):
        whole = _whole(labels, area, style.scaled(scale), measure)
        if whole is not None:
            return whole._replace(scale=scale)
    beside = Size(area.width - style.more - style.gap, area.height)
    for scale in (1.0, DENSE):
        paged = _paged(labels, first, beside, style.scaled(scale), measure)
        if paged is not None:
            return paged._replace(scale=scale)
    alone = tuple((index,) for index in range(len(labels)))
    return Grid(1, False, alone, tuple((area.height,) for _ in alone), DENSE, style.pictogram * DENSE)


def _whole(labels: Sequence[Label], area: Size, style: CardStyle, measure: Measure) -> Grid | None:
    """The best grid of equal cards that holds every card at once, if there is one."""
    grids = []
    for columns, stacked in _shapes(labels, style):
        rows = ceil(len(labels) / columns)
        height = (area.height - style.gap * (rows - 1)) / rows
        if max(_needs(labels, columns, stacked, area, style, measure)) <= height:
            sheet = tuple(range(len(labels)))
            grids.append(Grid(columns, stacked, (sheet,), ((height,) * rows,)))
    best = min(grids, key=lambda grid: _misfit(grid, len(labels), area, style), default=None)
    return best and best._replace(picture=_picture(best, labels, area, style, measure))


def _picture(grid: Grid, labels: Sequence[Label], area: Size, style: CardStyle, measure: Measure) -> float:
    """The largest pictogram with which every word still finds its place."""
    width, height = _column(grid.columns, area, style), grid.heights[0][0]
    for growth in GROWTHS:
        larger = style._replace(pictogram=style.pictogram * growth)
        roomy = larger.pictogram <= min(width, height) * 0.6
        if roomy and max(_height(label, width, grid.stacked, larger, measure) for label in labels) <= height:
            return larger.pictogram
    return style.pictogram


def _paged(labels: Sequence[Label], first: int, area: Size, style: CardStyle, measure: Measure) -> Grid | None:
    """The grid with the fewest sheets; one whose first cards lead every sheet before any other."""
    grids = []
    for columns, stacked in _shapes(labels, style):
        needs = _needs(labels, columns, stacked, area, style, measure)
        for leading in {first, 0}:
            sheets = _sheets(needs, leading, columns, area.height, style.gap)
            if sheets:
                heights = _stretched(sheets, needs, columns, area.height, style.gap)
                grids.append((leading < first, Grid(columns, stacked, sheets, heights, 1.0, style.pictogram)))
    best = min(grids, key=lambda kept: (kept[0], len(kept[1].sheets), kept[1].stacked, kept[1].columns), default=None)
    return best and best[1]


def _shapes(labels: Sequence[Label], style: CardStyle) -> Iterator[tuple[int, bool]]:
    """Numbers of columns, with the pictogram beside or above the words."""
    return product(range(1, min(style.most, len(labels)) + 1), (False, True))


def _column(columns: int, area: Size, style: CardStyle) -> float:
    return (area.width - style.gap * (columns - 1)) / columns


def _needs(
    labels: Sequence[Label], columns: int, stacked: bool, area: Size, style: CardStyle, measure: Measure
) -> list[float]:
    """The least height of each card; infinite when a word does not fit."""
    width = _column(columns, area, style)
    return [max(style.smallest, _height(label, width, stacked, style, measure)) for label in labels]


def _height(label: Label, width: float, stacked: bool, style: CardStyle, measure: Measure) -> float:
    beside = 0.0 if stacked or not label.pictogram else style.pictogram + style.gap
    room = width - 2 * style.padding - beside - style.check * (2 if stacked else 1) - ROUNDING
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
    width, height = _column(grid.columns, area, style), grid.heights[0][0]
    holes = grid.columns * len(grid.heights[0]) - count
    tall = height > 0.7 * width
    return abs(log(width / height / BEST_SHAPE)) + 12 * holes / count**2 + (0.5 if grid.stacked != tall else 0)


def _sheets(needs: Sequence[float], first: int, columns: int, height: float, gap: float) -> tuple[tuple[int, ...], ...]:
    """Cards in order on as few sheets as hold them; empty when some card fits on none."""
    leading = list(range(first))
    sheets: list[list[int]] = [list(leading)]
    for index in range(first, len(needs)):
        if _total([*sheets[-1], index], needs, columns, gap) > height:
            sheets.append(list(leading))
        sheets[-1].append(index)
        if _total(sheets[-1], needs, columns, gap) > height or sheets[-1] == leading:
            return ()
    return tuple(tuple(sheet) for sheet in sheets if sheet != leading)


def _rows(sheet: Sequence[int], needs: Sequence[float], columns: int) -> list[float]:
    return [max(needs[index] for index in sheet[start : start + columns]) for start in range(0, len(sheet), columns)]


def _total(sheet: Sequence[int], needs: Sequence[float], columns: int, gap: float) -> float:
    rows = _rows(sheet, needs, columns)
    return sum(rows) + gap * (len(rows) - 1)


def _stretched(
    sheets: Sequence[Sequence[int]], needs: Sequence[float], columns: int, height: float, gap: float
) -> tuple[tuple[float, ...], ...]:
    """Rows share what is left of a sheet's height; a sheet with fewer rows keeps them as high as the others'."""
    fullest = max(len(_rows(sheet, needs, columns)) for sheet in sheets)
    return tuple(
        tuple(row + (height - _total(sheet, needs, columns, gap)) / fullest for row in _rows(sheet, needs, columns))
        for sheet in sheets
    )
