"""When the next session begins. One rule: kiosks that lost one server never come back to it all at once.

Full jitter: after the n-th failure a wait drawn from U(0, min(900 s, 2 s · 2^n)) (M. Brooker, "Exponential Backoff And
Jitter", AWS Architecture Blog, 2015; DESIGN section 5). What the server asks for wins. Monotonic time only: a wall
clock that jumps by years changes nothing.
"""

from __future__ import annotations

from random import Random

from kiosk.ports.clock import Clock

BASE, LONGEST = 2.0, 900.0  # seconds
LONGEST_ASKED = 3600.0  # seconds that a server may ask for at once
BETWEEN = (60.0, 300.0)  # seconds from a session that went well to the next, people or none
FIRST = 60.0  # seconds within which the first session begins
_STEPS = 9  # 2 s · 2^9 is above LONGEST


class Backoff:
    """Asked every few seconds whether it is time. `between` is how many seconds lie between sessions that go well."""

    def __init__(self, clock: Clock, random: Random, between: tuple[float, float] = BETWEEN) -> None:
        self._clock, self._random, self._between = clock, random, between
        self._failures = 0
        self._next = clock.monotonic() + random.uniform(0, FIRST)

    def due(self) -> bool:
        """Whether to begin a session now."""
        return self._clock.monotonic() >= self._next

    def hurry(self) -> None:
        """Somebody asks for a session: begin at the next question."""
        self._next = self._clock.monotonic()

    def succeeded(self) -> None:
        """The session went through."""
        self._failures = 0
        self._wait(self._random.uniform(*self._between))

    def failed(self, retry_after: float | None = None) -> None:
        """The session stopped; `retry_after` is what the server asked for, in seconds."""
        longest = min(LONGEST, BASE * 2 ** min(self._failures, _STEPS))
        self._failures += 1
        drawn = self._random.uniform(0, longest)
        self._wait(drawn if retry_after is None else min(max(0.0, retry_after), LONGEST_ASKED))

    def _wait(self, seconds: float) -> None:
        self._next = self._clock.monotonic() + seconds
