"""A palm by the size of its contact: it chooses nothing, and a panel that measures none is believed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTouchEvent
from PySide6.QtTest import QTest

from tests.ui.hand import Hand, panel, settle
from ui.bridge import touches

FINGER, PALM, UNTOLD = 12.0, 40.0, 0.0
"""Millimetres."""
PIXELS_A_MILLIMETRE = 1509.4 / (10.1 * 25.4)


@pytest.fixture
def contact(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The size of the contact: only a platform's plug-in may tell Qt of one, so it is put in where it is read."""
    size = [UNTOLD]
    monkeypatch.setattr(touches, "widest", lambda _: size[0] * PIXELS_A_MILLIMETRE)
    return size


def lay(hand: Hand, contact: list[float], name: str, *sizes: float) -> None:
    """Put down, roll on with each further size, and lift."""
    window, at = hand.kiosk.window, hand.point(name)
    hand.clock.advance(1)
    contact[0] = sizes[0]
    QTest.touchEvent(window, panel()).press(0, at, window).commit()
    for contact[0] in sizes[1:]:
        QTest.touchEvent(window, panel()).move(0, at, window).commit()
    QTest.touchEvent(window, panel()).release(0, at, window).commit()
    settle()


def test_the_longer_diameter_of_the_widest_contact_counts() -> None:
    sizes = [QSizeF(0, 0), QSizeF(30, 90), QSizeF(60, 20)]
    points = [SimpleNamespace(ellipseDiameters=lambda size=size: size) for size in sizes]
    assert touches.widest(cast("QTouchEvent", SimpleNamespace(points=lambda: points))) == 90


@pytest.mark.parametrize("size", [FINGER, UNTOLD])
def test_a_finger_chooses(hand: Hand, contact: list[float], size: float) -> None:
    lay(hand, contact, "card-es", size)
    assert hand.page == "NoticePage"


def test_a_palm_chooses_nothing(hand: Hand, contact: list[float]) -> None:
    lay(hand, contact, "card-es", PALM)
    assert hand.page == "LanguagePage"


def test_a_finger_that_becomes_a_palm_chooses_nothing(hand: Hand, contact: list[float]) -> None:
    lay(hand, contact, "card-es", FINGER, PALM)
    assert hand.page == "LanguagePage"
    assert not hand.item("card-es").property("pressed")


def test_the_finger_after_a_palm_chooses(hand: Hand, contact: list[float]) -> None:
    lay(hand, contact, "card-es", PALM)
    contact[0] = FINGER
    hand.tap("card-es")
    assert hand.page == "NoticePage"


def test_five_points_at_once_are_a_hand(hand: Hand) -> None:
    hand.to_question("mask")
    before = hand.bridges.place.step
    hand.press_together("card-1", "card-2", "card-3", "card-4", "way0")
    assert hand.bridges.place.step == before
