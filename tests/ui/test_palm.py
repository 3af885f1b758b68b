"""A palm by the size of its contact: it chooses nothing, and a panel that measures none is believed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QSizeF
from PySide6.QtGui import QEventPoint, QPointingDevice, QTouchEvent

from tests.ui.hand import Hand, panel, settle

FINGER, PALM, UNTOLD = 12.0, 40.0, 0.0
"""Millimetres."""
PIXELS_A_MILLIMETRE = 1280 / 217.5
"""Of the 10.1-inch panel."""


class Contact(QEventPoint):
    """A point with a size: only a platform's plug-in may tell Qt of one."""

    def __init__(self, millimetres: float, state: QEventPoint.State, at: QPoint) -> None:
        super().__init__(0, state, QPointF(at), QPointF(at))
        self._size = millimetres * PIXELS_A_MILLIMETRE

    def ellipseDiameters(self) -> QSizeF:
        return QSizeF(self._size, self._size / 2)


class Contacts(QTouchEvent):
    """A touch whose points keep their sizes."""

    def __init__(self, kind: QEvent.Type, point: Contact, device: QPointingDevice) -> None:
        super().__init__(kind, device, touchPoints=[point])
        self._points = [point]

    def points(self) -> list[QEventPoint]:
        return list(self._points)


def lay(hand: Hand, name: str, *sizes: float) -> None:
    """Put down, move with each further size, and lift."""
    at = hand.point(name)
    hand.clock.advance(1)
    kinds = [QEvent.Type.TouchBegin, *[QEvent.Type.TouchUpdate] * (len(sizes) - 1), QEvent.Type.TouchEnd]
    states = [QEventPoint.State.Pressed, *[QEventPoint.State.Updated] * (len(sizes) - 1), QEventPoint.State.Released]
    for kind, state, size in zip(kinds, states, (*sizes, sizes[-1]), strict=True):
        QCoreApplication.sendEvent(hand.kiosk.window, Contacts(kind, Contact(size, state, at), panel()))
    settle()


@pytest.mark.parametrize("size", [FINGER, UNTOLD])
def test_a_finger_chooses(hand: Hand, size: float) -> None:
    lay(hand, "card-es", size)
    assert hand.page == "NoticePage"


def test_a_palm_chooses_nothing(hand: Hand) -> None:
    lay(hand, "card-es", PALM)
    assert hand.page == "LanguagePage"


def test_a_finger_that_becomes_a_palm_chooses_nothing(hand: Hand) -> None:
    lay(hand, "card-es", FINGER, PALM)
    assert hand.page == "LanguagePage"
    assert not hand.item("card-es").property("pressed")


def test_the_finger_after_a_palm_chooses(hand: Hand) -> None:
    lay(hand, "card-es", PALM)
    hand.tap("card-es")
    assert hand.page == "NoticePage"
