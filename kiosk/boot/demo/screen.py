"""The window as somebody has it before them: waits until a page is there, looks, turns to more answers, touches.

One rule: waiting is the only thing that is left out, by a clock that is hasty between touches.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from kiosk.boot.demo.hand import Hand
from kiosk.ports.clock import SystemClock
from ui.bridge.window import KioskWindow

BETWEEN_TOUCHES = 0.5
"""Seconds that the demo's clock moves before each touch: more than the window's gate against double taps."""
SETTLE_MILLISECONDS = 40
ROUNDS = 100
MOST_PAGES = 6
"""Pages of answers that are looked through for a control."""
PNG_QUALITY = 80
"""Qt's figure for PNG: a quarter less time than its default, for a tenth more bytes."""


class HastyClock(SystemClock):
    """The machine's clocks, with the waiting between touches left out."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self._ahead

    def skip(self, seconds: float) -> None:
        """Let so many seconds have passed."""
        self._ahead += seconds


class Screen:
    """One window and one hand. `more` are the names, in every language, of the control that shows more answers."""

    def __init__(self, kiosk: KioskWindow, clock: HastyClock, more: Collection[str]) -> None:
        self._kiosk, self._clock, self._more, self._hand = kiosk, clock, more, Hand()

    def touch(self, name: str, picture: Path) -> None:
        """Touch the control of this name, after a picture of the page that has it. Raises NotOnScreen."""
        for _ in range(MOST_PAGES):
            self._wait_a_little()
            self.comes(lambda: self._has(name) or self._turns() is not None)
            turns = self._turns()
            if self._has(name) or turns is None:
                break
            self._hand.touch(self._kiosk.window, turns)
        self._kiosk.window.grabWindow().save(str(picture), quality=PNG_QUALITY)
        self._hand.touch(self._kiosk.window, name)

    def comes(self, is_there: Callable[[], bool], rounds: int = ROUNDS) -> bool:
        """Whether something comes while the window goes on, within so many rounds."""
        for _ in range(rounds):
            if is_there():
                return True
            self.settle()
        return is_there()

    def settle(self) -> None:
        """Let the window work for a moment."""
        moment = QEventLoop()
        QTimer.singleShot(SETTLE_MILLISECONDS, moment.quit)
        moment.exec()

    def _wait_a_little(self) -> None:
        self._clock.skip(BETWEEN_TOUCHES)
        self._kiosk.tick()
        self.settle()

    def _has(self, name: str) -> bool:
        return self._hand.can_touch(self._kiosk.window, name)

    def _turns(self) -> str | None:
        return next((name for name in self._more if self._has(name)), None)
