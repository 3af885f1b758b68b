"""The staff door: right PINs open, wrong ones cost time and never lock out for good."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.problem import Damaged
from kiosk.staff_door import LONGEST_WAIT, BadPin, StaffDoor, hash_pin
from tests.kiosk.hands import HandClock

KEPT = hash_pin("135790")


def test_the_right_pin_opens_and_a_wrong_one_does_not() -> None:
    door = StaffDoor(KEPT, HandClock())
    assert not door.check_pin("135791")
    assert door.check_pin("135790")


def test_waits_grow_to_a_minute_and_no_further() -> None:
    clock = HandClock()
    door = StaffDoor(KEPT, clock)
    waits = []
    for _ in range(12):
        assert not door.check_pin("000000")
        waits.append(door.wait_seconds())
        clock.advance(door.wait_seconds())
    assert waits[:5] == [0, 0, 1, 2, 4]
    assert max(waits) == waits[-1] == LONGEST_WAIT
    assert door.check_pin("135790")


def test_during_a_wait_even_the_right_pin_is_not_tried() -> None:
    door = StaffDoor(KEPT, HandClock())
    for _ in range(3):
        door.check_pin("000000")
    assert door.wait_seconds() == 1
    assert not door.check_pin("135790")


@pytest.mark.parametrize("pin", ["", "12345", "12345678901", "12345a", "１２３４５６"])
def test_a_pin_has_six_to_ten_digits(pin: str) -> None:
    with pytest.raises(BadPin):
        hash_pin(pin)


@settings(max_examples=30)
@given(st.integers(0, len(KEPT) - 1))
def test_a_truncated_pin_file_is_damaged(length: int) -> None:
    with pytest.raises(Damaged):
        StaffDoor(KEPT[:length], HandClock())
