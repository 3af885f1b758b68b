"""Question and answer with a receipt printer. One rule: a byte that was not asked for is never taken for an answer.

Requests that a printer believes to have seen inside a picture bring stray answers; the word that the job has been
worked off may come while something else is being asked. Both are told apart by their form (`printers.status`).
"""

from __future__ import annotations

import time
from collections.abc import Callable

from printers.status import ASKS, BARRIER, CLEAR, Status, is_barrier, is_status, read_status
from printers.wire import Wire

PATIENCE = 0.7
"""Seconds in which a printer that answers at all has answered."""


class Talk:
    """One conversation over an open line. Every method raises WireLost."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.worked_off = False

    def status(self, until: float) -> Status:
        """The four answers. A printer that is silent to the first question is not asked the rest."""
        answers: list[int | None] = [None] * len(ASKS)
        for place, question in enumerate(ASKS):
            self.wire.send(question, until)
            answers[place] = self._hear(is_status, min(until, time.monotonic() + PATIENCE))
            if answers[0] is None:
                break
        return read_status(answers)

    def hand_over(self, job: bytes, until: float) -> None:
        """Send a job, and the question that is answered when it is done."""
        self.wire.send(job + BARRIER, until)
        self.worked_off = False

    def wait_for_word(self, until: float) -> bool:
        """Whether the word that the job has been worked off has come."""
        if not self.worked_off:
            self._hear(is_barrier, until)
        return self.worked_off

    def clear(self, until: float) -> None:
        """Have the printer throw away what it has not printed yet."""
        self.wire.send(CLEAR, until)

    def _hear(self, is_meant: Callable[[int], bool], until: float) -> int | None:
        """The first byte of the form that is waited for; the word is noted whenever it comes."""
        while True:
            meant: int | None = None
            for byte in self.wire.receive(until):
                self.worked_off = self.worked_off or is_barrier(byte)
                meant = byte if meant is None and is_meant(byte) else meant
            if meant is not None or time.monotonic() >= until:
                return meant
