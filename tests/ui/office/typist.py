"""Somebody at a laptop: types, presses keys, clicks what they see by name, and lets time pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from tests.kiosk.hands import HandClock
from tests.ui.hand import polish, settle, visible_items
from ui.bridge.office_window import OfficeWindow

WAIT_MILLISECONDS = 30_000
KEYS = {
    "\r": Qt.Key.Key_Return,
    "\t": Qt.Key.Key_Tab,
    "\x1b": Qt.Key.Key_Escape,
    " ": Qt.Key.Key_Space,
    "←": Qt.Key.Key_Left,
}


class Typist:
    """Before one window of the office, whose clock stands still until `wait`."""

    def __init__(self, window: OfficeWindow, clock: HandClock) -> None:
        self.window, self.clock = window, clock
        window.window.requestActivate()
        self.until(lambda: window.window.isActive())

    @property
    def office(self):  # type: ignore[no-untyped-def]
        return self.window.office

    @property
    def bridge(self):  # type: ignore[no-untyped-def]
        return self.window.bridge

    def type(self, letters: str) -> None:
        """Key by key, as a keyboard or a scanner does."""
        for letter in letters:
            key = KEYS.get(letter, Qt.Key.Key_unknown)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(self.window.window, event)
        settle()

    def click(self, name: str) -> None:
        item = self.item(name)
        polish(item)
        point = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        QTest.mouseClick(self.window.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
        settle()

    def wait(self, seconds: float) -> None:
        """Nobody touches anything for so long."""
        self.clock.advance(seconds)
        self.office.tick()
        settle()

    def until(self, arrived: Callable[[], bool]) -> None:
        """Let results of other threads arrive, within a time limit."""
        deadline = QDeadlineTimer(WAIT_MILLISECONDS)
        while not arrived():
            assert not deadline.hasExpired(), "nothing arrived"
            QCoreApplication.processEvents()
            QTest.qWait(1)
        settle()

    def items(self) -> Iterator[QQuickItem]:
        return visible_items(self.window.window.contentItem())

    def sees(self, name: str) -> bool:
        return any(item.objectName() == name for item in self.items())

    def item(self, name: str) -> QQuickItem:
        for item in self.items():
            if item.objectName() == name:
                return item
        raise AssertionError(f"nothing named {name} is seen")

    def texts(self) -> list[str]:
        """Every text that is seen, in the order of the page."""
        return [str(item.property("text")) for item in self.items() if item.property("text")]

    def says(self, name: str) -> str:
        return str(self.item(name).property("text"))

    def focused(self) -> str:
        item = self.window.window.activeFocusItem()
        return "" if item is None else item.objectName()

    def unlock(self, passphrase: str) -> None:
        """Type the passphrase and wait for what comes of it."""
        self.type(f"{passphrase}\r")
        self.until(lambda: not self.office.working)
