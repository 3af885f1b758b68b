"""Idle guests and calls for a volunteer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.visit.call import CallReason, VolunteerCall
from kiosk.visit.idle import Idle, IdleWatch
from tests.kiosk.hands import HandClock


def test_ninety_quiet_seconds_then_thirty_of_warning_then_the_end() -> None:
    clock = HandClock()
    watch = IdleWatch(clock)
    clock.advance(89.9)
    assert watch.state is Idle.ACTIVE
    clock.advance(0.2)
    assert (watch.state, watch.seconds_left) == (Idle.WARNING, 30)
    clock.advance(29.8)
    assert (watch.state, watch.seconds_left) == (Idle.WARNING, 1)
    clock.advance(0.2)
    assert (watch.state, watch.seconds_left) == (Idle.OVER, 0)


@given(st.lists(st.floats(0, 119.9), min_size=1, max_size=50))
def test_a_touch_extends_without_limit(pauses: list[float]) -> None:
    clock = HandClock()
    watch = IdleWatch(clock)
    for pause in pauses:
        clock.advance(pause)
        assert watch.state is not Idle.OVER
        watch.touch()
    assert watch.state is Idle.ACTIVE


def test_a_call_is_seen_at_once_and_heard_after_twenty_seconds() -> None:
    clock = HandClock()
    call = VolunteerCall(clock)
    call.raise_call(CallReason.DOCTOR)
    assert (call.reason, call.audible) == (CallReason.DOCTOR, False)
    clock.advance(20)
    assert call.audible


def test_a_call_goes_on_until_a_volunteer_is_there() -> None:
    clock = HandClock()
    call = VolunteerCall(clock)
    call.raise_call(CallReason.HELP)
    clock.advance(86_400)
    assert call.reason is CallReason.HELP
    call.acknowledge()
    assert (call.reason, call.audible) == (None, False)


def test_a_call_for_a_doctor_is_never_turned_into_less() -> None:
    call = VolunteerCall(HandClock())
    call.raise_call(CallReason.HELP)
    call.raise_call(CallReason.DOCTOR)
    call.raise_call(CallReason.HELP)
    assert call.reason is CallReason.DOCTOR


def test_a_doctors_call_goes_outside_at_once_and_at_every_repeat_until_a_volunteer_is_there() -> None:
    clock = HandClock()
    call = VolunteerCall(clock)
    assert not call.goes_outside()
    call.raise_call(CallReason.HELP)
    assert not call.goes_outside()
    call.raise_call(CallReason.DOCTOR)
    told = 0
    for _ in range(61):
        told += call.goes_outside()
        assert not call.goes_outside()
        clock.advance(1)
    assert told == 4
    call.acknowledge()
    clock.advance(60)
    assert not call.goes_outside()
    call.raise_call(CallReason.DOCTOR)
    assert call.goes_outside()
