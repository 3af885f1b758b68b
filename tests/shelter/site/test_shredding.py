"""Which weeks may go: properties over all clocks and all kiosks, and the promise that nothing undelivered is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats.epoch import start_of
from kiosk.formats.listed import Device, DeviceState
from kiosk.formats.schedule import Schedule
from shelter.site.shredding import HARD_LIMIT, RESTS, due
from tests.vectors.site import KIOSK, REVOKED, SCHEDULE, device

SECOND = device("second kiosk")
TWO = replace(SCHEDULE, devices=(*SCHEDULE.devices, Device(9, SECOND.ed32, SECOND.x32)))
E = SCHEDULE.first_epoch
EPOCHS = range(E, E + 12)
ACTIVE = (KIOSK.device8, SECOND.device8)

moments = st.integers(-4, 30).map(lambda weeks: start_of(E) + timedelta(weeks=weeks, hours=5))
reaches = st.dictionaries(st.sampled_from([*ACTIVE, REVOKED.device8]), st.integers(E - 2, E + 15))


def settled(reached: Mapping[bytes, int], now: datetime, schedule: Schedule = TWO) -> list[int]:
    return [one.epoch for one in due(EPOCHS, schedule, reached, now) if one.settled]


@given(reaches, moments)
def test_no_week_goes_while_a_kiosk_may_still_deliver_from_it(reached: dict[bytes, int], now: datetime) -> None:
    for epoch in settled(reached, now):
        assert all(reached[device8] > epoch for device8 in ACTIVE)


@given(reaches, moments)
def test_no_week_goes_before_it_has_rested(reached: dict[bytes, int], now: datetime) -> None:
    assert all(now - start_of(epoch + 1) >= RESTS for epoch in settled(reached, now))


@given(reaches, moments)
def test_what_is_overdue_names_whoever_is_behind(reached: dict[bytes, int], now: datetime) -> None:
    for one in due(EPOCHS, TWO, reached, now):
        assert one.settled == all(reached.get(device8, -1) > one.epoch for device8 in ACTIVE)
        assert one.overdue == (now - start_of(one.epoch + 1) >= HARD_LIMIT)
        assert REVOKED.device8 not in one.behind


@given(reaches, moments)
def test_past_the_hard_limit_every_week_is_settled_or_named(reached: dict[bytes, int], now: datetime) -> None:
    told = {one.epoch for one in due(EPOCHS, TWO, reached, now)}
    unsettled = (epoch for epoch in EPOCHS if any(reached.get(device8, -1) <= epoch for device8 in ACTIVE))
    assert all(epoch in told for epoch in unsettled if now - start_of(epoch + 1) >= HARD_LIMIT)


def test_a_clock_that_runs_ahead_destroys_nothing_early() -> None:
    reached = dict.fromkeys(ACTIVE, E + 6)
    honest = settled(reached, start_of(E + 6) + timedelta(days=3))
    assert honest == list(range(E, E + 4))
    assert settled(reached, start_of(E + 500)) == list(range(E, E + 6))


def test_a_site_whose_kiosks_are_all_revoked_lets_every_week_go() -> None:
    gone = replace(TWO, devices=tuple(replace(one, state=DeviceState.REVOKED) for one in TWO.devices))
    assert settled({}, start_of(E + 40), gone) == list(EPOCHS)


def test_without_a_word_from_the_kiosks_nothing_is_settled() -> None:
    found = due(EPOCHS, TWO, {}, start_of(E + 40))
    assert [one.epoch for one in found] == list(EPOCHS)
    assert all(one.overdue and set(one.behind) == set(ACTIVE) for one in found)
