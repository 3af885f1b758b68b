"""Time as the product sees it: a wall clock that may be wrong and a monotonic one that never goes back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


class Clock(Protocol):
    """Both readings of time. Tests hand in their own and advance it."""

    def wall(self) -> datetime:
        """Now, in UTC, by a clock that may be wrong by years."""
        ...

    def monotonic(self) -> float:
        """Seconds since an arbitrary moment; never goes back, and counts the time that the machine slept."""
        ...


_SINCE_BOOT = getattr(time, "CLOCK_BOOTTIME", None)
"""Linux alone has it; there `time.monotonic` stands still in a suspended tablet, and a stranger would meet the last
guest's page after hours."""


class SystemClock:
    """The machine's own clocks."""

    def wall(self) -> datetime:
        from datetime import UTC, datetime  # 3 ms that the first frame does without

        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic() if _SINCE_BOOT is None else time.clock_gettime(_SINCE_BOOT)
