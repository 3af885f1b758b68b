"""The one batch that is open, and how one follows the other. One rule: there is never a batch with an empty
slot.

A batch whose digest does not match is set aside, said so, and followed by a new one: a kiosk goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from random import Random

from kiosk.batch.places import FreeSlots, Place
from kiosk.batch.stock import CoverStock, Turn
from kiosk.ports.batches import BatchStore, OpenBatch, Slot
from kiosk.ports.kinds import Kind
from kiosk.problem import Damaged, Problem

VISIT = (Kind.INTAKE, Kind.TALLY)
Signer = Callable[[OpenBatch], tuple[bytes, bytes, bytes]]
"""From an open batch to its manifest, the device's signature (64 bytes) and the manifest's digest (32 bytes)."""


class CurrentBatch:
    """Opens, fills and closes over a store. Every method but the plain questions may raise a Problem of the
    disk.
    """

    def __init__(
        self,
        store: BatchStore,
        covers: CoverStock,
        signer: Signer,
        now: Callable[[], Turn],
        random: Random,
    ) -> None:
        self._store, self._covers, self._signer, self._now, self._random = store, covers, signer, now, random
        self._free: FreeSlots | None = None  # None: no batch is open
        self._turn: Turn = (0, 0)
        self.mark = object()  # of the batch that is or was open
        self.set_aside: list[Problem] = []

    def holds(self, place: Place) -> bool:
        """Whether a place belongs to the batch that is open."""
        return self._free is not None and place.batch is self.mark

    def left(self, kinds: Iterable[Kind]) -> bool:
        """Whether each of these kinds has an unused slot."""
        return self._free is not None and self._free.left(kinds)

    def turned(self) -> bool:
        """Whether the epoch or the schedule is no longer the one that the covers were sealed for."""
        return self._now() != self._turn

    def open_if_none(self, before_closing: Callable[[OpenBatch], None]) -> None:
        """Close what the last run or a failed try left, then open a batch full of covers."""
        if self._free is not None:
            return
        try:
            standing = self._store.read_open()
            if standing is not None:
                before_closing(standing)
                self._store.close(*self._signer(standing))
        except Damaged as damaged:
            self._abandon(damaged)
        turn = self._now()
        self._store.open(*turn, self._covers.whole_batch(turn))
        self._free, self._turn = FreeSlots(self._random), turn
        self.mark = object()

    def roll(self, before_closing: Callable[[OpenBatch], None]) -> None:
        """Close the open batch and open the next."""
        self._free = None
        self.open_if_none(before_closing)

    def assign(self, place: Place, kinds: Iterable[Kind]) -> None:
        """Give a place one unused slot of each kind by lot."""
        place.batch, place.slots = self.mark, self._slots().draw(kinds)

    def write(self, blobs: Mapping[Slot, bytes]) -> bool:
        """Put bytes into slots, durable when this returns. False when the batch was found damaged and set
        aside.
        """
        try:
            self._store.overwrite(blobs)
        except Damaged as damaged:
            self._abandon(damaged)
            return False
        return True

    def cover(self, place: Place) -> None:
        """Put covers over a place; its slots are unused again, and it belongs to no batch any more."""
        slots = place.slots.values()
        if self.write({slot: self._covers.take(slot.kind, self._turn) for slot in slots}):
            self._slots().put_back(slots)
        place.batch = None

    def stir(self) -> None:
        """Change one unused pair of covers for another."""
        slots = self._slots().peek(VISIT)
        self.write({slot: self._covers.take(kind, self._turn) for kind, slot in slots.items()})

    def _slots(self) -> FreeSlots:
        if self._free is None:
            raise LookupError("no batch is open")
        return self._free

    def _abandon(self, damaged: Damaged) -> None:
        self.set_aside.append(damaged)
        self._free = None
        self._store.set_aside()
