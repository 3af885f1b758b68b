"""Sets a kiosk up in a process of its own, as a person before `ceiba kiosk` does: types the code, enters the staff code
twice, begins. Says on stdout, a line each, the six words, and at the guests' first page what was loaded until then.

Run as `python -m tests.kiosk.boot.setting_up DIR PIN [CODE-FILE]`.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from kiosk.boot.commands import main
from tests.ui.hand import panel, polish, visible_items

LOOK_MILLISECONDS = 50
AFTER_A_PAGE = 0.6
"""Seconds that nothing acts after a page appeared, and some more."""


class Person:
    """Looks at whatever window stands, and does what its page asks for."""

    def __init__(self, pin: str, code: str) -> None:
        self._digits = [*pin, "enter"] * 2
        self._code = code
        self._page = ""
        self._since = time.monotonic()
        self._words = ""

    def look(self) -> None:
        window = next((one for one in QGuiApplication.topLevelWindows() if one.isVisible()), None)
        if not isinstance(window, QQuickWindow):
            return
        items = {item.objectName(): item for item in visible_items(window.contentItem())}
        page = next((name for name in ("code", "key-1", "card-es", "way1", "way0") if name in items), "")
        if page != self._page:
            self._page, self._since = page, time.monotonic()
        elif time.monotonic() - self._since > AFTER_A_PAGE:
            self._act(window, items)

    def _act(self, window: QQuickWindow, items: dict[str, QQuickItem]) -> None:
        if self._page == "code" and self._code:
            for letter in self._code:
                QTest.keyClick(window, letter)
            QTest.keyClick(window, Qt.Key.Key_Return)
            self._code = ""
        elif self._page == "key-1" and self._digits:
            touch(window, items[f"key-{self._digits.pop(0)}"])
        elif self._page == "way1":
            self._read(window)
        elif self._page == "way0":
            touch(window, items["way0"])
        elif self._page == "card-es":
            say("guests", *sorted({name.partition(".")[0] for name in sys.modules}))
            window.close()

    def _read(self, window: QQuickWindow) -> None:
        """The words, once they are there."""
        shown = [item for item in visible_items(window.contentItem()) if item.property("modelData") is not None]
        words = " ".join(str(item.property("modelData")) for item in shown if item.inherits("QQuickRectangle"))
        if words != self._words:
            self._words = words
            say("words", words)


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def touch(window: QQuickWindow, item: QQuickItem) -> None:
    polish(item)
    point = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
    QTest.touchEvent(window, panel()).press(0, point, window).commit()
    QTest.touchEvent(window, panel()).release(0, point, window).commit()
    QCoreApplication.processEvents()


if __name__ == "__main__":
    folder, pin, *code = sys.argv[1:]
    application = QGuiApplication(sys.argv[:1])
    person = Person(pin, Path(code[0]).read_text(encoding="ascii").strip() if code else "")
    timer = QTimer()
    timer.timeout.connect(person.look)
    timer.start(LOOK_MILLISECONDS)
    sys.exit(main(["kiosk", "--data", folder, "--lang", "es"]))
