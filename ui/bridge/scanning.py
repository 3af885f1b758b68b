"""One switch is enough: a frame goes round the page by itself, and a press chooses what it stands on.

One rule: it rests after two rounds without a press; a frame that runs on for nobody chooses for whoever leans on it.
A page of more than six things is gone through by its rows first, the call for help always last.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Property, QEvent, QMetaObject, QObject, QRectF, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.bridge.gate import TapGate
from ui.bridge.place import GuestPlace
from ui.bridge.round import Round

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtQuick import QQuickItem

    from ui.bridge.keyboard import Keyboard

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1

CORNERS = ("speaker", "language", "corner")
CALL = "call"


@QmlElement
class ScanBridge(QObject):
    """The frame for QML, and an event filter for one window that takes the switch while the frame goes round."""

    frameChanged = Signal()

    def __init__(self, place: GuestPlace) -> None:
        super().__init__()
        self._place, self._clock = place, place.services.clock
        self._gate = TapGate(place.services.clock)
        self._keyboard: Keyboard | None = None
        self._round: Round[QQuickItem] = Round([])
        self._frame = QRectF()
        self._since = 0.0
        for turned in (place.moved, place.covered, place.left):
            turned.connect(self._forget)

    @Property(QRectF, notify=frameChanged)
    def frame(self) -> QRectF:
        """What the next press chooses, in pixels of the window; empty when there is no frame."""
        return self._frame

    def over(self, keyboard: Keyboard) -> None:
        """Go round what this keyboard reaches."""
        self._keyboard = keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 (Qt calls it so)
        if event.type() != QEvent.Type.KeyPress or not self._on:
            return False
        key = cast("QKeyEvent", event)
        if key.key() not in _switches():
            return False
        if not key.isAutoRepeat() and self._gate.open and self._place.gate.open:
            self._press()
        return True

    def tick(self) -> None:
        """Let the frame go on when its time has come."""
        if not self._on:
            self._forget()
            return
        groups = self._groups()
        if groups != self._round.groups:
            self._start(Round(groups))
        elif self._clock.monotonic() - self._since >= self._place.dwell:
            self._round.step()
            self._since = self._clock.monotonic()
        self._show()

    @property
    def _on(self) -> bool:
        return self._place.dwell > 0 and not self._place.staffed and self._keyboard is not None

    def _press(self) -> None:
        self._gate.shut()
        if self._groups() != self._round.groups:
            return
        self._since = self._clock.monotonic()
        chosen = self._round.press()
        self._show()
        if chosen is not None:
            QMetaObject.invokeMethod(chosen, "click")

    def _start(self, whole: Round[QQuickItem]) -> None:
        self._round, self._since = whole, self._clock.monotonic()

    @Slot()
    def _forget(self) -> None:
        self._round = Round([])
        self._place_frame(QRectF())

    def _show(self) -> None:
        from PySide6.QtCore import Qt

        present = self._round.present
        if len(present) == 1 and not present[0].hasActiveFocus():
            present[0].forceActiveFocus(Qt.FocusReason.TabFocusReason)
        frame = QRectF()
        for item in present:
            frame = frame.united(item.mapRectToScene(QRectF(0, 0, item.width(), item.height())))
        self._place_frame(frame)

    def _place_frame(self, frame: QRectF) -> None:
        if frame != self._frame:
            self._frame = frame
            self.frameChanged.emit()

    def _groups(self) -> list[list[QQuickItem]]:
        """The page's rows as they are read: answers and ways, then the corners, the call for help last."""
        rows = self._keyboard.rows() if self._keyboard is not None else []
        apart = (*CORNERS, CALL)
        own = [[item for item in row if item.objectName() not in apart] for row in rows]
        flat = [item for row in rows for item in row]
        corners = [item for item in flat if item.objectName() in CORNERS]
        call = [item for item in flat if item.objectName() == CALL]
        return [group for group in (*own, corners, call) if group]


@cache
def _switches() -> set[int]:
    """What a switch's plug types. `Qt` costs 11 ms: it comes with the first key, not with the first frame."""
    from PySide6.QtCore import Qt

    function_keys = range(Qt.Key.Key_F1.value, Qt.Key.Key_F12.value + 1)
    return {Qt.Key.Key_Space.value, Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value, *function_keys}
