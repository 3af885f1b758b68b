"""Epochs: the weeks for which one set of keys is sealed to. One rule: a dead clock never takes a kiosk back.

An epoch is a count of whole weeks since Monday 1970-01-05 00:00 UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

FIRST_MONDAY = datetime(1970, 1, 5, tzinfo=UTC)
WEEK = timedelta(days=7)


class Span(Protocol):
    """What the rule needs of a schedule."""

    @property
    def issued_epoch(self) -> int: ...

    @property
    def last_epoch(self) -> int: ...


def epoch_of(moment: datetime) -> int:
    """The epoch of a time-zone aware moment, never below 0 (a clock reset to 1970 says 0)."""
    return max(0, (moment - FIRST_MONDAY) // WEEK)


def start_of(epoch: int) -> datetime:
    """The Monday 00:00 UTC at which an epoch begins."""
    return FIRST_MONDAY + epoch * WEEK


def current_epoch(clock_epoch: int, schedule: Span, high_water: int) -> int:
    """The epoch to seal to: min(last in schedule, max(clock's, schedule's issue, highest ever used here))."""
    return min(schedule.last_epoch, max(clock_epoch, schedule.issued_epoch, high_water))
