"""A kiosk in a process of its own, on the machine's clock, that says what it shows: one line of JSON per change.

For tests that touch it from outside, through a real screen. Run as `python -m tests.ui.telling_kiosk`.
"""

from __future__ import annotations

import json

from PySide6.QtCore import QPointF, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.ports.clock import SystemClock
from kiosk.visit.flow import QuestionStep
from tests.ui.hand import polish, visible_items
from tests.ui.house import RememberingReception, services
from ui.bridge.window import KioskWindow, WindowSettings, open_window

EVERY_MILLISECONDS = 20


def main() -> None:
    application = QGuiApplication(["kiosk"])
    house = services()._replace(clock=SystemClock())
    settings = WindowSettings(full_screen=True, reduce_motion=True)
    with open_window(house, settings) as kiosk:
        told: list[str] = []
        timer = QTimer()
        timer.timeout.connect(lambda: tell(kiosk, told))
        timer.start(EVERY_MILLISECONDS)
        application.exec()


def tell(kiosk: KioskWindow, told: list[str]) -> None:
    """Say what is shown when it is something else than before."""
    visit, reception, corner = kiosk.bridges.visit, kiosk.place.services.reception, kiosk.window.position()
    assert isinstance(reception, RememberingReception)
    at = {}
    for item in visible_items(kiosk.window.contentItem()):
        if item.inherits("QQuickAbstractButton"):
            polish(item)
            middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint() + corner
            at[item.objectName()] = (middle.x(), middle.y())
    step = kiosk.place.step
    said = json.dumps(
        {
            "step": step.question.key if isinstance(step, QuestionStep) else step.name,
            "marked": visit.marked,
            "takes_touches": kiosk.place.gate.open,
            "at": at,
            "visits": len(reception.finished),
            "platform": QGuiApplication.platformName(),
        }
    )
    if said not in told[-1:]:
        told.append(said)
        print(said, flush=True)  # noqa: T201 (this is what it is for)


if __name__ == "__main__":
    main()
