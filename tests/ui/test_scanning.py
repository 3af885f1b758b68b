"""One switch: a frame goes round by itself, and Space alone makes a whole visit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from tests.ui.hand import Hand, polish, settle
from tests.ui.taps import JOURNEYS, Journey
from tests.ui.test_staff_area import enter, leave
from ui.bridge.round import LINEAR, ROUNDS

PACE = 2.5
STEPS = 60
"""More than any page has stops."""


def scanning(hand: Hand) -> Hand:
    """From here on this guest has one switch."""
    hand.bridges.place.dwell = PACE
    hand.wait(1)
    return hand


def framed(hand: Hand) -> list[str]:
    """The names of what the frame stands on."""
    frame = hand.bridges.scan.frame
    items = [item for row in hand.kiosk._keyboard.rows() for item in row]
    for item in items:
        polish(item)
    return [one.objectName() for one in items if frame.contains(one.mapToScene(one.boundingRect().center()))]


def press(hand: Hand, key: Qt.Key = Qt.Key.Key_Space) -> None:
    QTest.keyClick(hand.kiosk.window, key)
    settle()


def choose(hand: Hand, name: str) -> None:
    """Wait until the frame is there, press; in a row, wait again and press."""
    hand.wait(1)
    for _ in range(STEPS):
        here = framed(hand)
        if name in here:
            press(hand)
            if len(here) == 1:
                return
        hand.wait(PACE)
    raise AssertionError(f"the frame never came to {name} on {hand.page}")


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.name)
def test_a_whole_visit_with_one_key(hand: Hand, journey: Journey) -> None:
    scanning(hand)
    for name in journey.touches:
        choose(hand, name)
    assert hand.page == "EndPage"
    assert hand.taps == 0
    assert len(hand.reception.finished) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F5])
def test_whatever_the_switch_types_chooses(hand: Hand, key: Qt.Key) -> None:
    scanning(hand)
    assert framed(hand) == ["card-es"]
    hand.clock.advance(1)
    press(hand, key)
    assert hand.page == "NoticePage"


def test_rows_come_first_where_there_is_much_and_the_call_is_last(hand: Hand) -> None:
    hand.to_question("sick")
    scanning(hand)
    seen = [framed(hand)]
    while seen[-1] != ["call"]:
        hand.wait(PACE)
        seen.append(framed(hand))
        assert len(seen) < STEPS
    assert len(seen[0]) > 1
    assert "back" in [name for group in seen for name in group]
    hand.wait(PACE)
    assert framed(hand) == seen[0]


def test_every_page_of_few_things_goes_one_by_one(hand: Hand) -> None:
    scanning(hand)
    few = [item for row in hand.kiosk._keyboard.rows() for item in row]
    assert len(few) <= LINEAR
    assert len(framed(hand)) == 1


@pytest.mark.parametrize(("name", "calling"), [("card-1", ""), ("card-2", "doctor"), ("call", "help")])
def test_a_doctor_or_a_volunteer_is_called_with_one_key(hand: Hand, name: str, calling: str) -> None:
    hand.to_question("doctor")
    scanning(hand)
    choose(hand, name)
    assert hand.bridges.presence.calling == calling


def test_the_frame_rests_after_two_rounds_and_a_press_only_wakes_it(hand: Hand) -> None:
    scanning(hand)
    stops = len([item for row in hand.kiosk._keyboard.rows() for item in row])
    for _ in range(stops * ROUNDS):
        assert hand.bridges.scan.frame.width() > 0
        hand.wait(PACE)
    assert hand.bridges.scan.frame.width() == 0
    assert not hand.sees("scan-frame")
    press(hand)
    assert (hand.page, framed(hand)) == ("LanguagePage", ["card-es"])


def test_a_second_press_within_the_gate_chooses_nothing(hand: Hand) -> None:
    hand.to_question("sick")
    scanning(hand)
    press(hand)
    hand.wait(PACE)
    assert framed(hand) == ["card-2"]
    hand.clock.advance(1)
    press(hand)
    assert hand.bridges.visit.marked == [2]
    row = framed(hand)
    hand.clock.advance(0.3)
    press(hand)
    assert (framed(hand), hand.bridges.visit.marked) == (row, [2])
    hand.clock.advance(0.2)
    press(hand)
    assert (framed(hand), hand.bridges.visit.marked) == ([row[0]], [2])


def test_a_switch_that_is_held_chooses_once(hand: Hand) -> None:
    scanning(hand)
    before = hand.page
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
    QCoreApplication.sendEvent(hand.kiosk.window, held)
    settle()
    assert hand.page == before


def test_it_ends_with_the_guest_and_does_not_keep_them(hand: Hand) -> None:
    hand.tap("card-es", "card-questions")
    scanning(hand)
    hand.wait(90)
    assert hand.page == "IdlePage"
    hand.wait(PACE)
    assert framed(hand)
    hand.wait(60)
    assert hand.page == "LanguagePage"
    assert hand.bridges.place.dwell == 0
    hand.wait(PACE)
    assert not hand.sees("scan-frame")


def test_staff_turn_it_on_for_this_guest_and_nothing_is_kept(hand: Hand) -> None:
    enter(hand, "card-screen", "card-switch", "card-switch")
    assert hand.item("card-switch").property("chosen")
    assert hand.bridges.place.dwell == PACE
    hand.wait(PACE)
    assert not hand.sees("scan-frame"), "staff have hands"
    look = hand.desk.screen.look()
    leave(hand)
    hand.wait(PACE)
    assert framed(hand) == ["card-es"]
    assert "switch" not in repr(look)


def test_without_it_space_is_the_keyboards_own(hand: Hand) -> None:
    hand.clock.advance(1)
    press(hand)
    hand.wait(PACE)
    assert (hand.page, hand.sees("scan-frame")) == ("LanguagePage", False)


@pytest.mark.parametrize("language", ["card-es", "card-ar"])
def test_the_frame_stands_within_the_window(open_hand: Callable[..., Hand], language: str) -> None:
    hand = open_hand(width=800, height=1280, text_scale=2.0, high_contrast=True)
    hand.tap(language, "card-questions")
    scanning(hand)
    frame = hand.item("scan-frame")
    assert frame.x() >= 0
    assert frame.x() + frame.width() <= 800
