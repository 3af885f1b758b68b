"""The order in which a page is read, from where its controls stand. One rule: the keyboard goes as the eye does.

Rows from top to bottom; in a row from the leading side to the trailing one, which turns round with the language.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

TILTED = 2.0
"""How much a control beside the way weighs, against one that is as far along it."""


class Box(NamedTuple):
    """Pixels in the window."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


class Way(Enum):
    """The four arrow keys, as steps right and down."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


def reading_order(boxes: Sequence[Box], right_to_left: bool) -> list[int]:
    """Indexes of the boxes as they are read."""
    return [index for row in reading_rows(boxes, right_to_left) for index in row]


def reading_rows(boxes: Sequence[Box], right_to_left: bool) -> list[list[int]]:
    """The same, row by row. A row is what overlaps its first box by half of the lower of both."""
    left = sorted(range(len(boxes)), key=lambda index: (boxes[index].middle[1], boxes[index].x))
    rows: list[list[int]] = []
    while left:
        first = min(left, key=lambda index: boxes[index].y)
        row = [index for index in left if _beside(boxes[first], boxes[index])]
        rows.append(sorted(row, key=lambda index: boxes[index].middle[0], reverse=right_to_left))
        left = [index for index in left if index not in row]
    return rows


def neighbour(boxes: Sequence[Box], here: int, way: Way) -> int | None:
    """The nearest box from `here` on that way; None where the page ends."""
    right, down = way.value
    x, y = boxes[here].middle

    def distance(index: int) -> float:
        along = (boxes[index].middle[0] - x) * right + (boxes[index].middle[1] - y) * down
        beside = abs((boxes[index].middle[0] - x) * down) + abs((boxes[index].middle[1] - y) * right)
        return along + TILTED * beside if along > 0 and along >= beside / TILTED else float("inf")

    others = [index for index in range(len(boxes)) if index != here]
    nearest = min(others, key=distance, default=None)
    return None if nearest is None or distance(nearest) == float("inf") else nearest


def _beside(first: Box, other: Box) -> bool:
    shared = min(first.y + first.height, other.y + other.height) - max(first.y, other.y)
    return shared >= min(first.height, other.height) / 2
