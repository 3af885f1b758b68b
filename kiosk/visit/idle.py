"""What happens when nobody touches the screen (DESIGN section 2; WCAG 2.2.1; US airport-kiosk rule 14 CFR 382.57(c)).

One rule: nobody is cut off without a warning that one touch takes back, as often as they like.
"""

from __future__ import annotations

from enum import Enum

from kiosk.ports.clock import Clock

QUIET_SECONDS = 90.0
WARNING_SECONDS = 30.0


class Idle(Enum):
    """Where the watch stands."""

    ACTIVE = "active"
    WARNING = "warning"
    OVER = "over"


class IdleWatch:
    """Ninety quiet seconds, a warning of thirty, then the end of the visit's memory."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._touched = clock.monotonic()

    def touch(self) -> None:
        """Somebody is there; starts anew, without limit."""
        self._touched = self._clock.monotonic()

    @property
    def state(self) -> Idle:
        quiet = self._clock.monotonic() - self._touched
        if quiet < QUIET_SECONDS:
            return Idle.ACTIVE
        return Idle.WARNING if quiet < QUIET_SECONDS + WARNING_SECONDS else Idle.OVER

    @property
    def seconds_left(self) -> int:
        """Whole seconds until the wipe, while warning; 0 otherwise."""
        if self.state is not Idle.WARNING:
            return 0
        left = self._touched + QUIET_SECONDS + WARNING_SECONDS - self._clock.monotonic()
        return max(1, round(left))
