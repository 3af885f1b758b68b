"""The machine's own clocks."""

from __future__ import annotations

import sys
import time

import pytest

from kiosk.ports.clock import SystemClock


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the monotonic clock counts sleep by itself")
def test_the_monotonic_clock_counts_the_time_that_the_machine_slept() -> None:
    before, told, after = (
        time.clock_gettime(time.CLOCK_BOOTTIME),
        SystemClock().monotonic(),
        time.clock_gettime(time.CLOCK_BOOTTIME),
    )
    assert before <= told <= after
