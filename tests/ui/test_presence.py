"""Is somebody there, is somebody needed, was that touch meant? By a real finger on a real window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.visit.record import Event
from tests.ui.hand import Hand, settle
from tests.ui.house import services

HEALTHY = ("card-es", "card-questions", "card-1", "card-1", "card-1", "card-1", "card-1", "card-1")


def test_a_doctor_call_repeats_until_a_volunteer_is_there(open_hand: Callable[..., Hand]) -> None:
    rung: list[None] = []
    hand = open_hand(services(sound=lambda: rung.append(None)))
    hand.tap("card-es", "card-questions", "card-2")
    assert hand.page == "CallPage"
    hand.wait(19)
    assert not rung
    for _ in range(60):
        hand.wait(5)
    assert len(rung) >= 59
    assert hand.page == "CallPage"
    hand.tap("corner", "card-here")
    assert hand.page == "WhoPage"
    assert (Event.CALL_ACKNOWLEDGED, 0) in hand.reception.noted
    heard = len(rung)
    hand.wait(30)
    assert len(rung) == heard


def test_a_call_for_help_can_become_one_for_a_doctor_but_not_back(hand: Hand) -> None:
    hand.tap("card-es", "call", "way1")
    assert hand.bridges.presence.calling == "doctor"
    assert not hand.sees("way0")


def test_a_call_for_help_can_be_taken_back(hand: Hand) -> None:
    hand.tap("card-es", "call", "way0")
    assert hand.page == "NoticePage"


def test_a_quiet_guest_is_warned_stays_as_often_as_wanted_and_is_wiped_at_last(hand: Hand) -> None:
    hand.to_question("sick")
    hand.tap("card-2")
    for _ in range(12):
        hand.wait(91)
        assert hand.page == "IdlePage"
        hand.tap("way1")
        assert hand.page == "ChoicePage"
    assert hand.bridges.visit.marked == [2]
    hand.wait(91)
    hand.wait(31)
    assert hand.page == "LanguagePage"
    assert not hand.bridges.place.flow.answers
    assert hand.reception.finished == []


def test_one_touch_anywhere_takes_the_warning_back(hand: Hand) -> None:
    hand.tap("card-es")
    hand.wait(91)
    hand.clock.advance(1)
    hand.touch_at(hand.kiosk.window.contentItem().boundingRect().center().toPoint())
    assert hand.page == "NoticePage"


def test_on_the_warning_only_its_own_ways_count(hand: Hand) -> None:
    hand.tap("card-es")
    hand.wait(91)
    QTest.keyClick(hand.kiosk.window, Qt.Key.Key_Shift)
    hand.wait(31)
    assert hand.page == "LanguagePage"


def test_the_warning_can_erase_at_once(hand: Hand) -> None:
    hand.tap("card-es")
    hand.wait(91)
    hand.tap("apart")
    assert hand.page == "LanguagePage"


def test_the_warning_shows_a_shrinking_line_and_no_large_number(hand: Hand) -> None:
    hand.tap("card-es")
    hand.wait(91)
    whole = hand.item("time").width()
    hand.wait(10)
    assert 0 < hand.item("time").width() < whole
    assert not [item for item in hand.items() if str(item.property("text") or "").isdigit()]


def test_a_waiting_call_is_never_wiped(hand: Hand) -> None:
    hand.tap("card-es", "call")
    hand.wait(600)
    assert hand.page == "CallPage"


def test_an_open_menu_goes_when_everybody_left(hand: Hand) -> None:
    hand.tap("corner")
    hand.wait(91)
    assert hand.page == "LanguagePage"


def test_a_double_tap_goes_one_page_only(hand: Hand) -> None:
    hand.tap("card-es", "card-questions")
    point = hand.point("way0")
    hand.clock.advance(1)
    hand.touch_at(point)
    hand.clock.advance(0.2)
    hand.touch_at(point)
    assert hand.page == "WhoPage"
    hand.clock.advance(0.3)
    hand.touch_at(point)
    assert hand.page == "ChoicePage"


def test_two_fingers_on_one_question_answer_it_once(hand: Hand) -> None:
    hand.to_question("mask")
    hand.press_together("card-1", "card-3")
    step = hand.bridges.place.step
    assert step.question.key == "sick"  # type: ignore[union-attr]


def test_a_palm_on_answer_and_bar_moves_one_page(hand: Hand) -> None:
    hand.to_question("mask")
    hand.press_together("way0", "card-2", "call", "back")
    assert len(hand.bridges.place.flow.steps) <= 6
    assert hand.page in {"ChoicePage", "CallPage", "WhoPage"}


def test_the_keyboard_reaches_and_presses_what_the_finger_does(hand: Hand) -> None:
    hand.clock.advance(1)
    QTest.keyClick(hand.kiosk.window, Qt.Key.Key_Tab)
    QTest.keyClick(hand.kiosk.window, Qt.Key.Key_Space)
    settle()
    assert hand.page != "LanguagePage"
