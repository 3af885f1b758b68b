"""Hours open, in steps of two, from what kiosks say when they start and end."""

from __future__ import annotations

import pytest

from kiosk.visit.record import Event
from shelter.summary.hours import hours_open
from shelter.summary.tally import SiteEvent


def said(*events: tuple[str, int, int | None]) -> list[SiteEvent]:
    return [SiteEvent(Event[name], day, part, 0) for name, day, part in events]


@pytest.mark.parametrize(
    ("events", "hours"),
    [
        ([], 0),
        ([("OPEN", 9, 4), ("CLOSE", 9, 8)], 10),
        ([("CLOSE", 9, 8), ("OPEN", 9, 4)], 10),
        ([("OPEN", 9, 4), ("CLOSE", 9, 4)], 2),
        ([("OPEN", 9, 4), ("CLOSE", 9, 5), ("OPEN", 9, 8), ("CLOSE", 9, 9)], 8),
        ([("OPEN", 9, 4), ("CLOSE", 9, 6), ("OPEN", 9, 6), ("CLOSE", 9, 9)], 12),
        ([("OPEN", 8, 10), ("CLOSE", 9, 1)], 4),
        ([("OPEN", 9, 10), ("CLOSE", 10, 1)], 4),
        ([("OPEN", 9, 4)], 2),
        ([("OPEN", 9, 4), ("OPEN", 9, 8), ("CLOSE", 9, 9)], 6),
        ([("OPEN", 9, None), ("CLOSE", 9, None)], 0),
        ([("OPEN", 8, 0), ("CLOSE", 10, 11)], 24),
    ],
)
def test_hours_of_a_day(events: list[tuple[str, int, int | None]], hours: int) -> None:
    assert hours_open({b"kiosk": said(*events)}, 9) == hours


def test_two_kiosks_at_once_are_one_open_site() -> None:
    by_kiosk = {b"one": said(("OPEN", 9, 4), ("CLOSE", 9, 6)), b"two": said(("OPEN", 9, 5), ("CLOSE", 9, 8))}
    assert hours_open(by_kiosk, 9) == 10
