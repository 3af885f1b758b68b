"""When a batch closes. One rule: by the monotonic clock's half hours and the site's opening hours, never by
people.

A finished visit whose last page is still open may hold the closing back, five minutes at most, so that
*delete now* still finds its record. The next half hour does not move by that.
"""

from __future__ import annotations

from collections.abc import Callable

from kiosk.ports.clock import Clock

HALF_HOUR = 1800.0  # seconds
LONGEST_HOLD = 300.0  # seconds


def always() -> bool:
    """A site that is open at every hour."""
    return True


class HalfHours:
    """Counts half hours from its making."""

    def __init__(self, clock: Clock, site_open: Callable[[], bool]) -> None:
        self._clock = clock
        self._site_open = site_open
        self._next = clock.monotonic() + HALF_HOUR
        self._seen_open = site_open()
        self._held_until: float | None = None

    def over(self) -> bool:
        """Whether a half hour ended in which the site was open. Steps to the next one when it was not."""
        self._seen_open = self._seen_open or self._site_open()
        if self._clock.monotonic() < self._next:
            return False
        if not self._seen_open:
            self.step()
            return False
        return True

    def step(self) -> None:
        """Wait for the next half hour of the same grid."""
        now = self._clock.monotonic()
        if now >= self._next:
            self._next += HALF_HOUR * ((now - self._next) // HALF_HOUR + 1)
            self._seen_open = self._site_open()

    def hold(self) -> None:
        """A visit's last page is open."""
        self._held_until = self._clock.monotonic() + LONGEST_HOLD

    def release(self) -> None:
        """It closed."""
        self._held_until = None

    def held(self) -> bool:
        """Whether closing still waits for a last page."""
        return self._held_until is not None and self._clock.monotonic() < self._held_until
