"""A full-screen kiosk that says on its output how it stands: which page, how many windows, where the pointer is.

Run as `python -m tests.lockdown.told` for the house of the window's tests, or with the words of a `ceiba` command for a
real kiosk over a real folder.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.boot.commands import main as ceiba
from kiosk.boot.tablet.ending import end_on_term
from kiosk.ports.clock import SystemClock
from kiosk.visit.flow import QuestionStep
from tests.ui.hand import polish, visible_items
from tests.ui.house import services
from ui.bridge import window as windows
from ui.bridge.services import WindowServices
from ui.bridge.window import KioskWindow, WindowSettings

EVERY_MILLISECONDS = 20
open_window = windows.open_window


class Teller(QObject):
    """Says how a kiosk stands whenever that is something else than before."""

    def __init__(self, kiosk: KioskWindow) -> None:
        super().__init__()
        self._kiosk, self._said, self._pointer = kiosk, "", (0, 0)
        kiosk.window.installEventFilter(self)
        self._timer = QTimer()
        self._timer.timeout.connect(self.tell)
        kiosk.window.destroyed.connect(self._timer.stop)
        self._timer.start(EVERY_MILLISECONDS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 (Qt calls it so)
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._pointer = (int(event.globalPosition().x()), int(event.globalPosition().y()))
        return False

    def tell(self) -> None:
        said = json.dumps({**state(self._kiosk), "pointer": self._pointer})
        if said != self._said:
            self._said = said
            print(said, flush=True)  # noqa: T201 (this is what it is for)


def state(kiosk: KioskWindow) -> dict[str, object]:
    """What an escape would change, and where things are to be touched."""
    window, visit, step = kiosk.window, kiosk.bridges.visit, kiosk.place.step
    controls = [item for item in visible_items(window.contentItem()) if item.inherits("QQuickAbstractButton")]
    return {
        "page": visit.cover or visit.page,
        "step": step.question.key if isinstance(step, QuestionStep) else step.name,
        "answers": repr((kiosk.place.flow.answers, visit.marked)),
        "takes_touches": kiosk.place.gate.open,
        "shown": (window.isVisible(), window.visibility().name, window.geometry() == window.screen().geometry()),
        "paper": (kiosk.place.finished.slip.code, kiosk.place.finished.slip.digits) if kiosk.place.finished else (),
        "seen": window.isExposed(),
        "windows": sum(other.isVisible() for other in QGuiApplication.allWindows()),
        "id": int(window.winId()),
        "at": {item.objectName(): middle(window, item) for item in controls},
    }


def middle(window: QQuickWindow, item: QQuickItem) -> tuple[int, int]:
    polish(item)
    spot = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint() + window.position()
    return spot.x(), spot.y()


def open_told(services: WindowServices, settings: WindowSettings) -> KioskWindow:
    kiosk = open_window(services, settings)
    kiosk.teller = Teller(kiosk)  # type: ignore[attr-defined]
    return kiosk


def house() -> int:
    application = QGuiApplication(["kiosk"])
    end_on_term(application)
    with open_told(services()._replace(clock=SystemClock()), WindowSettings(full_screen=True, reduce_motion=True)):
        return int(application.exec())


if __name__ == "__main__":
    windows.open_window = open_told
    sys.exit(ceiba(sys.argv[1:]) if sys.argv[1:] else house())
