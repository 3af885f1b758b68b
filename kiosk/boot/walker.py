"""A long-lived thread of the kiosk: does one thing again and again. One rule: it stops within its time limit, a bug in
one step never ends it, and nothing a guest sees waits for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread
from types import TracebackType

log = logging.getLogger(__name__)

EVERY_SECONDS = 5.0
STOP_SECONDS = 5.0


class Walker:
    """Calls `step` every few seconds, and at once after `soon`. Its context is its life."""

    def __init__(self, name: str, step: Callable[[], None]) -> None:
        self._name, self._step = name, step
        self._wake, self._stopping = Event(), False
        self._thread = Thread(target=self._walk, name=name, daemon=True)

    def soon(self) -> None:
        """There is something to do."""
        self._wake.set()

    def __enter__(self) -> Walker:
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
                self._step()
            except Exception as bug:
                log.error("%s goes on after a bug: %s", self._name, type(bug).__name__)
            self._wake.wait(EVERY_SECONDS)
            self._wake.clear()
