"""Keeps the guests' window open. One rule: a full screen closes when staff close it or the process ends, and for nobody
else: not for Alt+F4, not for a window manager.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtQuick import QQuickWindow


class StaysOpen(QObject):
    """An event filter for one window; where it `holds`, it takes every request to close, until ours."""

    def __init__(self, window: QQuickWindow, *, holds: bool) -> None:
        super().__init__()
        self._window, self.holds = window, holds
        window.installEventFilter(self)

    @Slot()
    def close(self) -> None:
        """Close the window, because we want it."""
        self.holds = False
        self._window.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 (Qt calls it so)
        if event.type() != QEvent.Type.Close or not self.holds:
            return False
        event.ignore()
        return True
