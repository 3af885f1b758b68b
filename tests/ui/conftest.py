"""Windows for the tests: offscreen, real, one clock that stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible, QGuiApplication

from tests.ui.hand import Hand
from tests.ui.house import services
from ui.bridge.services import WindowServices, WindowSettings
from ui.bridge.window import KioskWindow


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@pytest.fixture
def open_hand(qtbot: object) -> Iterator[Callable[..., Hand]]:
    """Opens a window with given services and settings and hands it over by its finger."""
    QAccessible.setActive(True)
    opened: list[KioskWindow] = []

    def open_one(house: WindowServices | None = None, **settings: object) -> Hand:
        window = KioskWindow(house or services(), WindowSettings(**{"reduce_motion": True, **settings}))
        opened.append(window)
        return Hand(window)

    yield open_one
    for window in opened:
        window.close()


@pytest.fixture
def hand(open_hand: Callable[..., Hand]) -> Hand:
    """A finger before an ordinary kiosk."""
    return open_hand()
