"""Weeks since the first Monday of 1970, whatever the clock says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats.epoch import current_epoch, epoch_of, start_of
from tests.vectors.site import ISSUED, LAST, SCHEDULE

moments = st.datetimes(datetime(1970, 1, 5), datetime(2199, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (hypothesis adds the zone)


@pytest.mark.parametrize(
    ("moment", "epoch"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), 0),
        (datetime(1970, 1, 5, tzinfo=UTC), 0),
        (datetime(1970, 1, 11, 23, 59, 59, tzinfo=UTC), 0),
        (datetime(1970, 1, 12, tzinfo=UTC), 1),
        (datetime(2026, 11, 24, tzinfo=UTC), 2968),
        (datetime(2026, 11, 22, 18, 0, tzinfo=timezone(timedelta(hours=-6))), 2968),
    ],
)
def test_epoch_of_known_moments(moment: datetime, epoch: int) -> None:
    assert epoch_of(moment) == epoch


@given(moments)
def test_an_epoch_is_a_week_from_monday(moment: datetime) -> None:
    start = start_of(epoch_of(moment))
    assert start <= moment < start + timedelta(days=7)
    assert start.weekday() == 0


@given(st.integers(0, 10**6), st.integers(0, LAST))
def test_the_epoch_never_goes_back_and_always_has_keys(clock: int, high_water: int) -> None:
    epoch = current_epoch(clock, SCHEDULE, high_water)
    assert max(ISSUED, high_water) <= epoch <= LAST
    assert epoch == min(LAST, max(clock, ISSUED, high_water))


def test_a_dead_clock_keeps_the_last_epoch_that_was_used() -> None:
    assert current_epoch(epoch_of(datetime(1970, 1, 1, tzinfo=UTC)), SCHEDULE, LAST - 1) == LAST - 1


def test_a_clock_ahead_of_the_schedule_stays_with_its_last_keys() -> None:
    assert current_epoch(epoch_of(datetime(2090, 1, 1, tzinfo=UTC)), SCHEDULE, 0) == LAST
