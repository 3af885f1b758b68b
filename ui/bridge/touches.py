"""Sees that somebody is there, and what is no finger. One rule: it watches a window, not the application (26 times
fewer calls, measured).
"""

from __future__ import annotations

from collections.abc import Callable
from math import hypot
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from PySide6.QtGui import QTouchEvent
    from PySide6.QtQuick import QQuickWindow

TOUCHES = {QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress}
CONTACTS = {QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel}
PALM_MILLIMETRES = 25.0
"""A thumb laid flat leaves less than 25 mm; the heel of a hand more."""
HAND_POINTS = 5
MILLIMETRES_PER_INCH = 25.4


class TouchWatch(QObject):
    """An event filter for one window; tells of a finger, a mouse button or a key, and takes nothing away."""

    def __init__(self, touched: Callable[[], None]) -> None:
        super().__init__()
        self._touched = touched

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 (Qt calls it so)
        if event.type() in TOUCHES:
            self._touched()
        return False


class PalmWatch(QObject):
    """An event filter for one window; takes a palm away, from where it is known for one until the hand is lifted.

    A panel that measures no contact (0 by 0) says nothing, and every touch of it is a finger.
    """

    def __init__(self, window: QQuickWindow, diagonal: float) -> None:
        super().__init__()
        self._window, self._diagonal = window, diagonal
        self._palm = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 (Qt calls it so)
        if event.type() not in CONTACTS:
            return False
        touch = cast("QTouchEvent", event)
        if event.type() == QEvent.Type.TouchBegin:
            self._palm = False
        if not self._palm and self._is_palm(touch):
            self._palm = True
            if event.type() != QEvent.Type.TouchBegin:
                self._let_go(touch)
        if self._palm:
            event.accept()  # else Qt makes a mouse of it
        return self._palm and event.type() != QEvent.Type.TouchCancel

    def _is_palm(self, touch: QTouchEvent) -> bool:
        return len(touch.points()) >= HAND_POINTS or widest(touch) > PALM_MILLIMETRES * self._pixels_a_millimetre

    @property
    def _pixels_a_millimetre(self) -> float:
        pixels = hypot(self._window.width(), self._window.height())
        return pixels / (self._diagonal * MILLIMETRES_PER_INCH)

    def _let_go(self, touch: QTouchEvent) -> None:
        """What the hand has pressed already is pressed no more."""
        from PySide6.QtCore import QCoreApplication
        from PySide6.QtGui import QTouchEvent

        cancel = QTouchEvent(QEvent.Type.TouchCancel, touch.pointingDevice())
        QCoreApplication.sendEvent(self._window, cancel)


def widest(touch: QTouchEvent) -> float:
    """The longest diameter of its contacts in pixels; 0 where the panel measures none."""
    sizes = [point.ellipseDiameters() for point in touch.points()]
    return max((max(size.width(), size.height()) for size in sizes), default=0.0)
