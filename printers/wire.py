"""The line to a receipt printer, both ways. One rule: every wait has an end, and no wait is a promise.

`Door` opens a line for one job; `Wire` is the open line. Both know times as readings of one monotonic clock, never as
"so many seconds from here": a job of many waits still has one deadline.
"""

from __future__ import annotations

import time
from contextlib import AbstractContextManager
from typing import Protocol

from kiosk.problem import Problem


class WireLost(Problem):
    """The printer is not there, hung up, or took nothing more before the deadline."""

    code = "printer-away"


class Wire(Protocol):
    """An open line."""

    def send(self, data: bytes, until: float) -> None:
        """Hand everything over. Raises WireLost; then any part of it may have arrived."""
        ...

    def receive(self, until: float) -> bytes:
        """What the printer said, as soon as it says anything; b"" when it stays silent. Raises WireLost."""
        ...

    def drained(self, until: float) -> bool:
        """Whether everything handed over has left this machine by `until`."""
        ...

    def abandon(self) -> None:
        """Close so that what was handed over, but has not left yet, never leaves."""
        ...


class Door(Protocol):
    """Where a printer is. Opening finds it anew each time, so that a printer may come and go."""

    def open(self, until: float) -> AbstractContextManager[Wire]:
        """Open a line by `until`. Raises WireLost."""
        ...


def seconds_left(until: float) -> float:
    """Real seconds to a moment of the monotonic clock, at least a little: zero means "never wait" to a socket."""
    return max(until - time.monotonic(), 0.001)
