"""When sessions begin."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from kiosk.sync.backoff import BETWEEN, FIRST, LONGEST, LONGEST_ASKED, Backoff
from tests.kiosk.hands import HandClock


class Highest(Random):
    """Draws the most that is asked for."""

    def uniform(self, _: float, most: float) -> float:
        return most


def wait_of(clock: HandClock, backoff: Backoff) -> int:
    """Whole seconds until a session is due."""
    seconds = 0
    while not backoff.due():
        clock.advance(1)
        seconds += 1
        assert seconds < 10_000
    return seconds


def test_the_wait_doubles_up_to_fifteen_minutes_and_begins_again_after_a_success() -> None:
    clock = HandClock()
    backoff = Backoff(clock, Highest())
    assert wait_of(clock, backoff) == FIRST
    waits = []
    for _ in range(12):
        backoff.failed()
        waits.append(wait_of(clock, backoff))
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, LONGEST, LONGEST, LONGEST]
    backoff.succeeded()
    assert wait_of(clock, backoff) == BETWEEN[1]
    backoff.failed()
    assert wait_of(clock, backoff) == 2


def test_waits_are_drawn_from_nothing_to_the_longest() -> None:
    clock, waits = HandClock(), []
    backoff = Backoff(clock, Random(3))
    wait_of(clock, backoff)
    for _ in range(300):
        backoff.failed()
        waits.append(wait_of(clock, backoff))
    late = waits[10:]
    assert min(late) < 30
    assert max(late) > 870
    assert 400 < sum(late) / len(late) < 500


@pytest.mark.parametrize(("asked", "waited"), [(7.0, 7), (0.0, 0), (-5.0, 0), (1e9, LONGEST_ASKED)])
def test_what_the_server_asks_for_wins(asked: float, waited: int) -> None:
    clock = HandClock()
    backoff = Backoff(clock, Highest())
    for _ in range(9):
        backoff.failed()
    backoff.failed(asked)
    assert wait_of(clock, backoff) == waited


def test_a_wall_clock_that_jumps_changes_nothing() -> None:
    clock = HandClock()
    backoff = Backoff(clock, Highest())
    backoff.failed()
    clock.set_wall(clock.wall() + timedelta(days=3650))
    assert not backoff.due()
    clock.set_wall(clock.wall() - timedelta(days=7300))
    assert wait_of(clock, backoff) == 2


def test_somebody_who_asks_need_not_wait() -> None:
    backoff = Backoff(HandClock(), Highest())
    assert not backoff.due()
    backoff.hurry()
    assert backoff.due()


def test_who_waits_before_a_screen_is_asked_for_sooner() -> None:
    clock = HandClock()
    backoff = Backoff(clock, Highest(), between=(4.0, 6.0))
    backoff.succeeded()
    assert wait_of(clock, backoff) == 6
