"""Where a scan stands: groups of things, then the things of one group. One rule: two rounds without a press, and it
rests on nothing; the next press only sets it going again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

ROUNDS = 2
LINEAR = 6
"""Up to so many things are gone through one by one: two presses for each would be slower."""

_Thing = TypeVar("_Thing")


class Round(Generic[_Thing]):
    """One page's scan. `groups` are the rows in their order."""

    def __init__(self, groups: Sequence[Sequence[_Thing]]) -> None:
        self.groups = [list(group) for group in groups]
        things = [thing for group in groups for thing in group]
        self._whole = [[thing] for thing in things] if len(things) <= LINEAR else self.groups
        self._stops, self._place, self._rounds = self._whole, 0, 0
        self._resting = False

    @property
    def present(self) -> list[_Thing]:
        """What a press chooses now: a group, one thing, or nothing while it rests."""
        return [] if self._resting or not self._stops else self._stops[self._place]

    def step(self) -> None:
        """On to the next; out of a group after two rounds, and to rest after two rounds of the page."""
        if self._resting or not self._stops:
            return
        self._place += 1
        if self._place == len(self._stops):
            self._place = 0
            self._rounds += 1
        if self._rounds == ROUNDS:
            self._resting = self._stops is self._whole
            self._go_through(self._whole)

    def press(self) -> _Thing | None:
        """The thing that was chosen; None when a group was entered or the scan was woken."""
        present = self.present
        if len(present) > 1:
            self._go_through([[thing] for thing in present])
            return None
        self._resting = False
        self._go_through(self._whole)
        return present[0] if present else None

    def _go_through(self, stops: list[list[_Thing]]) -> None:
        self._stops = stops
        self._place = self._rounds = 0
