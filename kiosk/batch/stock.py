"""Covers that lie ready, so that no guest waits while they are sealed. One rule: a cover is handed out once.

They are sealed for one epoch and one schedule; when either turns, the stock is thrown away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from threading import Lock

from kiosk.ports.batches import Slot
from kiosk.ports.kinds import SLOTS_OF, Kind

SLOTS: tuple[Slot, ...] = tuple(Slot(kind, index) for kind, many in SLOTS_OF.items() for index in range(many))
_SPARE = {Kind.INTAKE: 2, Kind.TALLY: 2, Kind.EVENT: 1}  # above a whole batch: for "delete now" and the stirring
Turn = tuple[int, int]
"""Epoch and schedule version: whom a blob was sealed for."""


class CoverStock:
    """A whole batch of covers and a few more."""

    def __init__(self, seal: Callable[[Kind], bytes]) -> None:
        self._seal = seal
        self._turn: Turn | None = None
        self._ready: dict[Kind, list[bytes]] = {}
        self._lock = Lock()

    def refill(self, turn: Turn) -> None:
        """Seal what is missing: about 10 ms for a whole batch, so not while a guest waits."""
        with self._lock:
            self._turn_to(turn)
            missing = Counter({kind: SLOTS_OF[kind] + _SPARE[kind] - len(self._ready[kind]) for kind in SLOTS_OF})
        sealed = [(kind, self._seal(kind)) for kind in missing.elements()]
        with self._lock:
            if turn == self._turn:
                for kind, cover in sealed:
                    self._ready[kind].append(cover)

    def take(self, kind: Kind, turn: Turn) -> bytes:
        """One cover; sealed on the spot when none lies ready."""
        with self._lock:
            self._turn_to(turn)
            ready = self._ready[kind]
            return ready.pop() if ready else self._seal(kind)

    def whole_batch(self, turn: Turn) -> Mapping[Slot, bytes]:
        """A cover for every slot."""
        return {slot: self.take(slot.kind, turn) for slot in SLOTS}

    def _turn_to(self, turn: Turn) -> None:
        if turn != self._turn:
            self._turn, self._ready = turn, {kind: [] for kind in SLOTS_OF}
