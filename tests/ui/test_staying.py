"""Who may close a window: in full screen staff alone, in a window on a desk its user too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.kiosk.hands import HandClock
from tests.ui.first_house import NewMachine
from tests.ui.first_house import services as first_services
from tests.ui.hand import settle
from tests.ui.house import services
from ui.bridge.first import FirstWindow
from ui.bridge.pages import Cover
from ui.bridge.services import WindowSettings
from ui.bridge.window import KioskWindow

FULL, SMALL = WindowSettings(full_screen=True, reduce_motion=True), WindowSettings(reduce_motion=True)


@pytest.fixture
def opened(qtbot: object) -> Iterator[ExitStack]:
    with ExitStack() as windows:
        yield windows


def test_a_full_screen_is_not_closed_by_asking_its_window(opened: ExitStack) -> None:
    kiosk = opened.enter_context(KioskWindow(services(), FULL))
    settle()
    assert not kiosk.window.close()
    assert kiosk.window.isVisible()


def test_nobody_but_staff_ends_it_from_the_page(opened: ExitStack) -> None:
    kiosk = opened.enter_context(KioskWindow(services(), FULL))
    settle()
    kiosk.bridges.staff.exit()
    assert kiosk.window.isVisible()
    kiosk.place.show(Cover.STATUS)
    kiosk.bridges.place.services.clock.advance(1)
    kiosk.bridges.staff.exit()
    assert not kiosk.window.isVisible()


def test_the_first_screen_of_a_tablet_stays_as_well(opened: ExitStack) -> None:
    first = opened.enter_context(FirstWindow(first_services(NewMachine(), HandClock()), FULL))
    assert not first.window.close()
    first.enrol.left.emit()
    assert not first.window.isVisible()


def test_a_window_on_a_desk_is_closed_by_its_user(opened: ExitStack) -> None:
    kiosk = opened.enter_context(KioskWindow(services(), SMALL))
    assert kiosk.window.close()
