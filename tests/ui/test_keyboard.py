"""Keys and switches: everything that a finger reaches, in the order of reading, with a ring that is seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from tests.ui.hand import Hand, settle
from tests.ui.house import services
from tests.ui.structure import contrast, controls
from tests.ui.walker import walk

TAB, BACK = Qt.Key.Key_Tab, Qt.Key.Key_Backtab
RING_CONTRAST = 3.0
"""WCAG 2.2, success criterion 1.4.11."""


def press(hand: Hand, *keys: Qt.Key) -> None:
    for key in keys:
        hand.clock.advance(1)
        QTest.keyClick(hand.kiosk.window, key)
        settle()


def focused(hand: Hand) -> str:
    item = hand.kiosk.window.activeFocusItem()
    assert item is not None
    return item.objectName()


def tabbed(hand: Hand) -> list[str]:
    """The names of all controls of a page as Tab comes to them, once round."""
    count = len([item for item in controls(list(hand.items())) if item.isEnabled()])
    names = []
    for _ in range(count):
        press(hand, TAB)
        names.append(focused(hand))
    return names


def test_tab_reads_the_page_as_the_eye_does_and_goes_round(hand: Hand) -> None:
    hand.to_question("sick")
    names = tabbed(hand)
    assert names == ["language", "corner", *(f"card-{code}" for code in range(1, 10)), "call", "back", "way0", "way1"]
    press(hand, TAB)
    assert focused(hand) == names[0]
    press(hand, BACK)
    assert focused(hand) == names[-1]


def test_the_order_turns_round_with_the_language(hand: Hand) -> None:
    hand.to_question("sick")
    spanish = tabbed(hand)
    hand.tap("language", "card-ar")
    assert tabbed(hand) == spanish


def test_an_arrow_goes_where_it_points_in_every_language(hand: Hand) -> None:
    hand.to_question("sick")
    press(hand, TAB, TAB, TAB)
    assert focused(hand) == "card-1"
    press(hand, Qt.Key.Key_Right)
    assert focused(hand) == "card-2"
    press(hand, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up)
    assert focused(hand) == "card-1"
    hand.tap("language", "card-ar")
    press(hand, TAB, TAB, TAB, Qt.Key.Key_Left)
    assert focused(hand) == "card-2"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_key_presses_what_has_the_ring(hand: Hand, key: Qt.Key) -> None:
    hand.to_question("sick")
    press(hand, TAB, TAB, TAB, TAB, key)
    assert hand.bridges.visit.marked == [2]


def test_a_whole_visit_needs_two_keys(hand: Hand) -> None:
    for wanted in ("card-es", "card-things", "way1", "card-no-paper", "way1"):
        for _ in range(30):
            press(hand, TAB)
            if focused(hand) == wanted:
                break
        press(hand, Qt.Key.Key_Return)
    assert len(hand.reception.finished) == 1
    assert hand.page == "LanguagePage"


def test_a_cover_keeps_the_keys_from_what_lies_below(hand: Hand) -> None:
    hand.to_question("sick")
    hand.tap("corner")
    assert set(tabbed(hand)) == {item.objectName() for item in controls(list(hand.items()))}


@pytest.mark.parametrize("high_contrast", [False, True])
def test_the_ring_is_seen_on_every_page_beside_every_control(
    open_hand: Callable[..., Hand], high_contrast: bool
) -> None:
    hand = open_hand(services("covid-2021"), high_contrast=high_contrast)
    faint = []
    for page in walk(hand, "es"):
        for item in [item for item in controls(list(hand.items())) if item.isEnabled()]:
            item.forceActiveFocus(Qt.FocusReason.TabFocusReason)
            (ring,) = [part for part in hand.items() if part.objectName() == "ring"]
            image = hand.kiosk.window.grabWindow()
            painted = _colour(image, ring.mapToScene(QPointF(ring.width() / 2, 2)))
            beside = _colour(image, ring.mapToScene(QPointF(ring.width() / 2, -4)))
            if contrast(painted, beside) < RING_CONTRAST:
                faint.append((page, item.objectName(), painted, beside))
    assert not faint


def _colour(image: object, point: QPointF) -> tuple[int, ...]:
    colour = image.pixelColor(point.toPoint())  # type: ignore[attr-defined]
    return (colour.red(), colour.green(), colour.blue())
