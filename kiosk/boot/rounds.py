"""The kiosk's quiet work beside the window: folding the store's log in, closing batches by the half hour.

One rule: it stops within its time limit, and nothing a guest sees waits for it.
"""

from __future__ import annotations

import logging
from threading import Event, Thread
from types import TracebackType

from kiosk.batch.keeper import BatchKeeper

log = logging.getLogger(__name__)

EVERY_SECONDS = 5.0
STOP_SECONDS = 5.0


class Rounds:
    """One thread that calls the keeper's `tick` every few seconds, and at once after `soon`."""

    def __init__(self, keeper: BatchKeeper) -> None:
        self._keeper = keeper
        self._wake = Event()
        self._stopping = False
        self._thread = Thread(target=self._walk, name="rounds", daemon=True)

    def soon(self) -> None:
        """There is something to fold in."""
        self._wake.set()

    def __enter__(self) -> Rounds:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping = True
        self._wake.set()
        self._thread.join(STOP_SECONDS)

    def _walk(self) -> None:
        while not self._stopping:
            try:
                self._keeper.tick()
            except Exception as bug:
                log.error("the rounds go on after a bug: %s", type(bug).__name__)
            self._wake.wait(EVERY_SECONDS)
            self._wake.clear()
