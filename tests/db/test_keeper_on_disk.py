"""The keeper over the real store, from several threads at once."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kiosk.ports.kinds import Kind
from tests.db.days import Kiosk
from tests.kiosk.batch.sealing import SIZE


def test_visits_ticks_and_readers_on_several_threads_lose_nothing(memory_path: Path) -> None:
    kiosk = Kiosk(memory_path, 3)
    kept: list[bytes] = []

    def visits() -> None:
        for _ in range(30):
            blobs = os.urandom(SIZE[Kind.INTAKE]), os.urandom(SIZE[Kind.TALLY])
            kiosk.keeper.finish(*blobs)
            kept.extend(blobs)
            kiosk.keeper.release()

    def rounds() -> None:
        for _ in range(40):
            kiosk.clock.advance(120)
            kiosk.keeper.tick()

    def reader() -> int:
        return max(sum(1 for _ in kiosk.store.closed()) for _ in range(5))

    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(visits), pool.submit(visits), pool.submit(rounds), pool.submit(reader)]
        for job in jobs:
            job.result(timeout=50)
    kiosk.keeper.shutdown()
    found = [blob for batch in kiosk.store.closed() for blob in batch.blobs]
    assert len(kept) == 120
    assert set(kept) <= set(found)
    assert len(found) == len(set(found))
    assert kiosk.keeper.problems == ()
