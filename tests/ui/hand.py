"""A finger: touches what it sees by name, counts its taps, and lets time pass between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QPoint, QPointF
from PySide6.QtGui import QPointingDevice
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from tests.kiosk.hands import HandClock
from tests.ui.house import OneCodeDesk, RememberingReception
from ui.bridge.window import Bridges, KioskWindow

_panel: list[QPointingDevice] = []
WAIT_MILLISECONDS = 5000


def panel() -> QPointingDevice:
    """The one touch panel: Qt keeps every device that was ever made."""
    if not _panel:
        _panel.append(QTest.createTouchDevice())
    return _panel[0]


def visible_items(item: QQuickItem) -> Iterator[QQuickItem]:
    """Every item that can be seen, parents first."""
    if not item.isVisible() or item.opacity() == 0:
        return
    yield item
    for child in item.childItems():
        yield from visible_items(child)


class Finger:
    """One finger before one window."""

    def __init__(self, window: QQuickWindow, clock: HandClock) -> None:
        self.window, self.clock = window, clock
        self.taps = 0
        settle()

    def sees(self, name: str) -> bool:
        return any(item.objectName() == name for item in self.items())

    def items(self) -> Iterator[QQuickItem]:
        return visible_items(self.window.contentItem())

    def item(self, name: str) -> QQuickItem:
        """The visible item of that name."""
        for item in self.items():
            if item.objectName() == name:
                return item
        raise AssertionError(f"nothing named {name} is seen on {self.page}")

    @property
    def page(self) -> str:
        """The file of what is seen."""
        raise NotImplementedError

    def point(self, name: str) -> QPoint:
        item = self.item(name)
        polish(item)
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()

    def tap(self, *names: str, pause: float = 1.0) -> None:
        """Touch one thing after another; `pause` seconds lie before each touch."""
        for name in names:
            self.clock.advance(pause)
            self.touch_at(self.point(name))
            self.taps += 1

    def touch_at(self, point: QPoint) -> None:
        QTest.touchEvent(self.window, panel()).press(0, point, self.window).commit()
        QTest.touchEvent(self.window, panel()).release(0, point, self.window).commit()
        settle()

    def press_together(self, *names: str) -> None:
        """Several fingers at once."""
        self.clock.advance(1)
        points = [self.point(name) for name in names]
        down = QTest.touchEvent(self.window, panel())
        for number, point in enumerate(points):
            down.press(number, point, self.window)
        down.commit()
        up = QTest.touchEvent(self.window, panel())
        for number, point in enumerate(points):
            up.release(number, point, self.window)
        up.commit()
        settle()

    def until(self, arrived: Callable[[], bool]) -> None:
        """Let results of other threads arrive, within a time limit."""
        deadline = QDeadlineTimer(WAIT_MILLISECONDS)
        while not arrived():
            assert not deadline.hasExpired(), "nothing arrived"
            QCoreApplication.processEvents()
            QTest.qWait(1)


class Hand(Finger):
    """One finger before one kiosk window."""

    def __init__(self, kiosk: KioskWindow) -> None:
        self.kiosk = kiosk
        clock = kiosk.bridges.place.services.clock
        assert isinstance(clock, HandClock)
        super().__init__(kiosk.window, clock)

    @property
    def bridges(self) -> Bridges:
        return self.kiosk.bridges

    @property
    def reception(self) -> RememberingReception:
        reception = self.bridges.place.services.reception
        assert isinstance(reception, RememberingReception)
        return reception

    @property
    def desk(self) -> OneCodeDesk:
        desk = self.bridges.place.services.staff
        assert isinstance(desk, OneCodeDesk)
        return desk

    @property
    def page(self) -> str:
        """The file of what is seen: a cover, else the guest's page."""
        return (self.bridges.visit.cover or self.bridges.visit.page).rpartition("/")[2].removesuffix(".qml")

    def wait(self, seconds: float) -> None:
        """Nobody touches anything for so long; the kiosk's clock ticks once at the end."""
        self.clock.advance(seconds)
        self.kiosk.tick()
        settle()

    def to_question(self, key: str) -> None:
        """Decline from the first page to a question."""
        self.tap("card-es", "card-questions")
        while self.bridges.place.step.question.key != key:  # type: ignore[union-attr]
            self.tap("way0")

    def to_paper(self) -> None:
        """Through the shortest visit that shares its needs, up to the paper."""
        self.tap("card-es", "card-questions", "card-1", "card-1", "card-1", "card-1", "card-1", "card-1")
        self.tap("way1", "card-1")


def at_rest(hand: Hand) -> bool:
    """Whether the page has done sliding in: it lies in the middle of the window."""
    page = hand.item("page")
    return bool(page.mapToScene(QPointF(page.width() / 2, 0)).x() == hand.window.width() / 2)


def polish(item: QQuickItem) -> None:
    """Put an item where its rows and columns want it: they do so only when a frame is made."""
    parent = item.parentItem()
    if parent is not None:
        polish(parent)
    item.ensurePolished()


def settle() -> None:
    """Let what was begun end: deferred deletions and queued results included."""
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
