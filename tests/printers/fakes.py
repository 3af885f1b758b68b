"""Printers for tests, named for what they do. They keep the same contract as the real ones."""

from __future__ import annotations

from datetime import datetime
from threading import Event

from kiosk.ports.paper import PrintOutcome, SlipContent

LIMIT = 10.0
"""Seconds after which a fake that waits gives up, so that no test hangs."""


class TrayPrinter:
    """Prints into a list. With `paper` 0 it is out of paper and says so."""

    def __init__(self, paper: int = 1000) -> None:
        self.paper = paper
        self.printed: list[SlipContent] = []

    def preflight(self) -> bool | None:
        return self.paper > 0

    def print(self, slip: SlipContent) -> PrintOutcome:
        if self.paper == 0:
            return PrintOutcome.NOT_PRINTED
        self.paper -= 1
        self.printed.append(slip)
        return PrintOutcome.PRINTED


class StalledPrinter:
    """Takes a slip and does not come back until it is let go."""

    def __init__(self) -> None:
        self.taken = Event()
        self.let_go = Event()
        self.printed: list[SlipContent] = []

    def preflight(self) -> bool | None:
        return None

    def print(self, slip: SlipContent) -> PrintOutcome:
        self.taken.set()
        self.let_go.wait(LIMIT)
        self.printed.append(slip)
        return PrintOutcome.PRINTED


class RaisingPrinter:
    """Fails with whatever it is given."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def preflight(self) -> bool | None:
        return True

    def print(self, slip: SlipContent) -> PrintOutcome:
        assert slip.digits
        raise self._error


class HandClock:
    """A monotonic clock that moves only when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    def wall(self) -> datetime:
        raise AssertionError("no outcome may hang on the time of day")
