"""A day's counts, and the page that shows them. One rule: a count is of answers and things, never of a person, and no
row tells when within the day.

`SummaryTable` is what was counted; `ReportPage` is the same with every word in place, so that paper needs no catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Row:
    """One count. `measure` is "count", or "offered", "wanted" and "given" for offers, or "hours"."""

    group: str
    key: str
    measure: str
    count: int


@dataclass(frozen=True)
class SummaryTable:
    """One day at one site. `unread` counts what could not be used, by a Problem's code; `damaged` how many of the
    counted records came in batches that were damaged on their way.
    """

    day: date
    site: str
    edition: str
    demo: bool
    rows: Sequence[Row]
    unread: Mapping[str, int] = field(default_factory=dict)
    damaged: int = 0

    def of(self, group: str, measure: str = "count") -> Iterator[Row]:
        """The rows of one group and measure, in their order."""
        return (row for row in self.rows if (row.group, row.measure) == (group, measure))

    def count(self, group: str, key: str, measure: str = "count") -> int:
        """One count; 0 where there is no such row."""
        return sum(row.count for row in self.of(group, measure) if row.key == key)


@dataclass(frozen=True)
class Figure:
    """A large figure with the word under it."""

    value: str
    label: str


@dataclass(frozen=True)
class Bar:
    """`filled` of `whole`, both counts; without a whole the longest bar of the chart is the measure."""

    label: str
    filled: int
    whole: int | None = None


@dataclass(frozen=True)
class Chart:
    """Bars under a title; `legend` names filled and whole where bars have both."""

    title: str
    bars: Sequence[Bar]
    legend: tuple[str, str] | None = None


@dataclass(frozen=True)
class ReportPage:
    """Everything that a one-page report shows, in one language."""

    language: str
    right_to_left: bool
    title: str
    site: str
    day: str
    edition: str
    figures: Sequence[Figure]
    left: Sequence[Chart]
    right: Sequence[Chart]
    facts: Sequence[Figure]
    statement: str
    remarks: Sequence[str] = ()
    demo: str = ""
