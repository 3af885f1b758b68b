"""Where results of other threads cross into Qt. One rule: no other module of the window knows of threads."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from threading import Thread

log = logging.getLogger(__name__)
_Result = TypeVar("_Result")
JOIN_SECONDS = 2.0


class Crossing(QObject):
    """Carries calls into the thread of the window, in the order in which they arrive."""

    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._open = True
        self._queues = False
        self._walkers: list[Thread] = []

    def bring(self, land: Callable[[_Result], None]) -> Callable[[_Result], None]:
        """A callable for any thread; `land` then runs in the window's. Nothing lands after `close`."""
        self._queue()

        def carry(result: _Result) -> None:
            if self._open:
                self._arrived.emit(lambda: land(result))

        return carry

    def run(self, work: Callable[[], _Result], land: Callable[[_Result | None], None]) -> None:
        """Do short `work` beside the window; `land` gets its result, or None when it failed."""
        from threading import Thread

        carry = self.bring(land)

        def walk() -> None:
            try:
                result = work()
            except Exception as error:  # shown as "cannot be told"; work beside the window never stops it
                log.error("work beside the window failed: %s", type(error).__name__)
                carry(None)
            else:
                carry(result)

        walker = Thread(target=walk, name="window-crossing", daemon=True)
        self._walkers = [*(other for other in self._walkers if other.is_alive()), walker]
        walker.start()

    def close(self) -> None:
        """Let nothing land any more and wait a little for what is on its way."""
        self._open = False
        for walker in self._walkers:
            walker.join(JOIN_SECONDS)

    def _queue(self) -> None:
        """Begin to queue. Not before the first frame: the name `Qt` alone costs 11 ms, all its enums."""
        if not self._queues:
            from PySide6.QtCore import Qt

            self._arrived.connect(self._land, Qt.ConnectionType.QueuedConnection)
            self._queues = True

    @Slot(object)
    def _land(self, landing: Callable[[], None]) -> None:
        if self._open:
            landing()
