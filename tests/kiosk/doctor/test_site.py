"""The clock and the keys, at the edges of a schedule's weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.doctor.site import AHEAD_WEEKS, backlog, clock, keys
from kiosk.formats.epoch import start_of
from kiosk.formats.schedule import Device, DeviceState
from kiosk.ports.finding import State
from tests.vectors.site import SCHEDULE

FIRST, LAST = SCHEDULE.first_epoch, SCHEDULE.last_epoch
DEVICE = SCHEDULE.devices[0]


@pytest.mark.parametrize(
    ("week", "high_water", "state"),
    [
        (SCHEDULE.issued_epoch, 0, State.OK),
        (SCHEDULE.issued_epoch - 1, 0, State.ATTENTION),
        (0, 0, State.ATTENTION),
        (LAST, LAST, State.OK),
        (LAST - 1, LAST, State.ATTENTION),
        (LAST + AHEAD_WEEKS, 0, State.OK),
        (LAST + AHEAD_WEEKS + 1, 0, State.ATTENTION),
    ],
)
def test_a_clock_is_wrong_before_what_was_sealed_to_and_years_after(week: int, high_water: int, state: State) -> None:
    assert clock(start_of(week) + timedelta(hours=1), SCHEDULE, high_water).state is state


@pytest.mark.parametrize(
    ("week", "state", "detail"),
    [
        (LAST - 2, State.OK, ""),
        (LAST - 1, State.ATTENTION, ""),
        (LAST, State.ATTENTION, ""),
        (LAST + 1, State.BROKEN, "over"),
    ],
)
def test_keys_end(week: int, state: State, detail: str, tmp_path: Path) -> None:
    schedule = replace(SCHEDULE, issued_epoch=FIRST)
    found = keys(start_of(week), schedule, 0, DEVICE, tmp_path / "device.key")
    assert (found.state, found.detail) == (state, detail)


def test_a_revoked_kiosk_and_a_key_that_others_can_read(tmp_path: Path) -> None:
    secret, listed = tmp_path / "device.key", replace(DEVICE, state=DeviceState.REVOKED)
    assert isinstance(listed, Device)
    secret.touch(0o600)
    now = start_of(SCHEDULE.issued_epoch)
    assert keys(now, SCHEDULE, 0, listed, secret).detail == "revoked"
    secret.chmod(0o640)
    assert keys(now, SCHEDULE, 0, DEVICE, secret).detail == "rights"


def test_what_waits_is_told_in_hours_and_in_nothing_else() -> None:
    for waits, long, damaged, detail in (
        (False, False, False, "nothing"),
        (True, False, False, "waits"),
        (True, True, False, "long"),
        (True, True, True, "damaged"),
    ):
        found = backlog(75, waits=waits, long=long, damaged=damaged)
        assert (found.detail, found.is_well, dict(found.facts)) == (
            detail,
            detail in ("nothing", "waits"),
            {"hours": "75"},
        )
