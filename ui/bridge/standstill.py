"""Shows the guests' window again when it is no longer asked for pictures. One rule: two seconds at most,
then what is seen is the page again.

Under cage (wlroots 0.15) a picture was seen to stand still for good while the program went on: Qt waits for the
compositor's word that a frame was shown, and calls the window unexposed when none comes. Showing it anew asks again.
"""

from __future__ import annotations

from PySide6.QtQuick import QQuickWindow

from kiosk.ports.clock import Clock

SECONDS = 2.0


class Standstill:
    """Watches one window that fills the screen; `tick` lets time act."""

    def __init__(self, window: QQuickWindow, clock: Clock) -> None:
        self._window, self._clock = window, clock
        self._since: float | None = None

    def tick(self) -> None:
        now, window = self._clock.monotonic(), self._window
        if not window.isVisible() or window.isExposed():
            self._since = None
        elif self._since is None:
            self._since = now
        elif now - self._since >= SECONDS:
            self._since = None
            window.hide()
            window.showFullScreen()
