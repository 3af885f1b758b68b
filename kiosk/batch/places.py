"""Which slots of the open batch are used. One rule: this is known in memory only, and a free slot is drawn by
lot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random

from kiosk.ports.batches import Slot
from kiosk.ports.kinds import SLOTS_OF, Kind


class Place:
    """Where one visit or event lies; two places are equal only when they are the same object.

    `batch` is the mark of an open batch, a fresh object for each, so that a place of another run never fits.
    """

    def __init__(self) -> None:
        self.batch: object | None = None  # None: it lies in none
        self.slots: Mapping[Kind, Slot] = {}

    def put(self, blobs: Mapping[Kind, bytes]) -> dict[Slot, bytes]:
        """The blobs by this place's slots, as a store takes them."""
        return {self.slots[kind]: blob for kind, blob in blobs.items()}


class FreeSlots:
    """The unused slots of one open batch."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._free = {kind: set(range(many)) for kind, many in SLOTS_OF.items()}

    def left(self, kinds: Iterable[Kind]) -> bool:
        """Whether each of these kinds has an unused slot."""
        return all(self._free[kind] for kind in kinds)

    def peek(self, kinds: Iterable[Kind]) -> dict[Kind, Slot]:
        """One unused slot of each kind by lot, which stays unused. Raises IndexError when there is none."""
        return {kind: Slot(kind, self._random.choice(sorted(self._free[kind]))) for kind in kinds}

    def draw(self, kinds: Iterable[Kind]) -> dict[Kind, Slot]:
        """The same, used from now on."""
        drawn = self.peek(kinds)
        for slot in drawn.values():
            self._free[slot.kind].discard(slot.index)
        return drawn

    def put_back(self, slots: Iterable[Slot]) -> None:
        """Covers lie there again."""
        for slot in slots:
            self._free[slot.kind].add(slot.index)
