"""Thins the many-cornered outlines of Qt's path algebra to the corners that an eye can see.

One rule: no point that is left out lies further than `NEAR` from the line that replaces it.
"""

from __future__ import annotations

from math import hypot

Point = tuple[float, float]

NEAR = 0.008  # of 24 units: a tenth of a pixel where a pictogram is 300 pixels wide


def thinned(ring: list[Point]) -> list[Point]:
    """A closed ring without its needless points (Ramer 1972, Douglas and Peucker 1973); [] for a speck."""
    if len(ring) > 1 and hypot(ring[0][0] - ring[-1][0], ring[0][1] - ring[-1][1]) < NEAR:
        ring = ring[:-1]
    if len(ring) < 3:
        return []
    far = max(range(len(ring)), key=lambda i: _distance_between(ring[0], ring[i]))
    kept = _open(ring[: far + 1])[:-1] + _open([*ring[far:], ring[0]])[:-1]
    return kept if len(kept) >= 3 and abs(_area(kept)) > NEAR else []


def _open(line: list[Point]) -> list[Point]:
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        inner = range(first + 1, last)
        worst = max(inner, key=lambda i: _distance(line[i], line[first], line[last]))
        if _distance(line[worst], line[first], line[last]) > NEAR:
            keep.add(worst)
            spans += [(first, worst), (worst, last)]
    return [line[i] for i in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """How far `point` lies from the stretch between `start` and `end`."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    square = dx * dx + dy * dy
    if not square:
        return _distance_between(point, start)
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / square
    along = min(1.0, max(0.0, along))
    return _distance_between(point, (start[0] + along * dx, start[1] + along * dy))


def _distance_between(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _area(ring: list[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2
