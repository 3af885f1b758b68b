"""A keeper over a store in memory, with everything that tests turn."""

from __future__ import annotations

import os
from collections.abc import Mapping
from random import Random

from kiosk.batch.keeper import BatchKeeper
from kiosk.batch.places import Place
from kiosk.ports.batches import Slot
from kiosk.ports.kinds import Kind
from tests.kiosk.batch.memory_batches import MemoryBatches
from tests.kiosk.batch.sealing import SIZE, HandClock, RandomSeal

MINUTE = 60.0
HALF_HOUR = 1800.0


class Site:
    """A keeper over a store in memory, with everything that tests turn."""

    def __init__(self) -> None:
        self.store, self.seal, self.clock = MemoryBatches(), RandomSeal(), HandClock()
        self.epoch, self.version, self.open = 2968, 1, True
        self.keeper = self.next_run()

    def next_run(self) -> BatchKeeper:
        self.keeper = BatchKeeper(
            self.store,
            self.seal.cover,
            self.seal.sign,
            self.clock,
            lambda: self.epoch,
            lambda: self.version,
            Random(3),
            lambda: self.open,
        )
        return self.keeper

    def visit(self) -> tuple[Place, bytes, bytes]:
        intake, tally = os.urandom(SIZE[Kind.INTAKE]), os.urandom(SIZE[Kind.TALLY])
        return self.keeper.finish(intake, tally), intake, tally

    def half_hour(self) -> None:
        self.keeper.release()
        self.clock.advance(HALF_HOUR)
        self.keeper.tick()

    def standing(self) -> Mapping[Slot, bytes]:
        assert self.store.standing is not None
        return self.store.standing.blobs

    def everything(self) -> list[bytes]:
        return [*self.standing().values(), *(blob for batch in self.store.kept for blob in batch.blobs)]
