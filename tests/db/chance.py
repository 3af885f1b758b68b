"""How far an order is from chance. Spearman's rank correlation, pooled over many half hours into one z: without any
connection it lies within ±4 but for one time in 16,000; with one it grows with the square root of the days seen."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

BOUND = 4.5


def ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 0; equal values share their mean rank."""
    order = sorted(values)
    first = {value: order.index(value) for value in set(values)}
    last = {value: index for index, value in enumerate(order)}
    return [(first[value] + last[value]) / 2 for value in values]


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Between -1 and 1; 0 when one side never changes, because then it tells nothing."""
    a, b = ranks(one), ranks(other)
    middle = (len(a) - 1) / 2
    top = sum((x - middle) * (y - middle) for x, y in zip(a, b, strict=True))
    spread = sum((x - middle) ** 2 for x in a) * sum((y - middle) ** 2 for y in b)
    return top / sqrt(spread) if spread else 0.0


def pooled(series: Sequence[Sequence[float]]) -> float:
    """z of many series, each in order of arrival, against that order."""
    scores = [spearman(range(len(one)), one) * sqrt(len(one) - 1) for one in series]
    return sum(scores) / sqrt(len(scores))
