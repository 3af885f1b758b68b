"""Hands as they are: hasty, flat, two at once, on a tablet that is turned, put to sleep and leant on."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.visit.answer import Answer
from kiosk.visit.flow import LanguageStep
from tests.ui.hand import Hand, panel, settle
from tests.ui.structure import findings

SEED = 20261124
NIGHT = 9 * 3600.0
KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Escape)


def steps(hand: Hand) -> int:
    return len(hand.bridges.place.flow.steps)


def palm(hand: Hand, centre: QPoint, fingers: int = 10) -> None:
    """A flat hand: many points within a hand's breadth, down and up in one go."""
    chance, window = random.Random(SEED), hand.kiosk.window
    spots = [centre + QPoint(chance.randint(-250, 250), chance.randint(-180, 180)) for _ in range(fingers)]
    for act in ("press", "release"):
        event = QTest.touchEvent(window, panel())
        for number, spot in enumerate(spots):
            getattr(event, act)(number, spot, window)
        event.commit()
    settle()


@pytest.mark.parametrize("times", [2, 3, 7])
def test_hasty_taps_on_one_place_act_once(hand: Hand, times: int) -> None:
    hand.to_question("mask")
    before, point = steps(hand), hand.point("way0")
    hand.clock.advance(1)
    for _ in range(times):
        hand.touch_at(point)
        hand.clock.advance(0.05)
    assert steps(hand) == before + 1


def test_hasty_taps_on_a_mark_leave_it_as_the_last_tap_said(hand: Hand) -> None:
    hand.to_question("sick")
    hand.tap("card-2", "card-2", "card-2", pause=0.05)
    assert hand.bridges.visit.marked in ([], [2])
    hand.clock.advance(1)
    marked = hand.bridges.visit.marked
    hand.tap("card-3")
    assert hand.bridges.visit.marked == sorted({*marked, 3})


@pytest.mark.parametrize("question", ["doctor", "who", "mask", "sick", "vaccine", "needs"])
def test_a_palm_on_any_question_moves_one_page_at_most(hand: Hand, question: str) -> None:
    hand.to_question(question)
    before = steps(hand)
    hand.clock.advance(1)
    palm(hand, hand.kiosk.window.contentItem().boundingRect().center().toPoint())
    assert abs(steps(hand) - before) <= 1
    assert hand.page != "CalmPage"


@pytest.mark.parametrize("name", ["call", "back", "language", "way0", "card-1"])
def test_a_finger_that_rests_while_the_page_changes_does_nothing_on_the_next(hand: Hand, name: str) -> None:
    """Bar and corners are the same on both pages, and the finger lies on its button when it is lifted."""
    hand.to_question("mask")
    hand.clock.advance(1)
    point, window = hand.point(name), hand.kiosk.window
    QTest.touchEvent(window, panel()).press(0, point, window).commit()
    hand.bridges.visit.decline()
    hand.clock.advance(1)
    before = steps(hand)
    page = hand.page
    QTest.touchEvent(window, panel()).release(0, point, window).commit()
    settle()
    assert (steps(hand), hand.page) == (before, page)
    assert not any(item.property("down") for item in hand.items())
    hand.tap("call")
    assert hand.page == "CallPage"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
@pytest.mark.parametrize("name", ["call", "back", "way0"])
def test_the_keyboard_holds_nothing_of_the_page_before(hand: Hand, name: str, key: Qt.Key) -> None:
    hand.to_question("mask")
    hand.item(name).forceActiveFocus(Qt.FocusReason.TabFocusReason)
    hand.clock.advance(1)
    hand.bridges.visit.decline()
    settle()
    before = steps(hand), hand.page
    assert not any(item.property("visualFocus") for item in hand.items())
    hand.clock.advance(1)
    QTest.keyClick(hand.kiosk.window, key)
    assert (steps(hand), hand.page) == before


def test_a_hand_that_rests_answers_nothing_while_it_rests(hand: Hand) -> None:
    hand.to_question("mask")
    before, window = steps(hand), hand.kiosk.window
    hand.clock.advance(1)
    event = QTest.touchEvent(window, panel())
    event.press(0, hand.point("card-1"), window).press(1, hand.point("card-4"), window)
    event.commit()
    hand.wait(60)
    assert steps(hand) == before
    QTest.touchEvent(window, panel()).move(0, QPoint(2, 2), window).move(1, QPoint(3, 3), window).commit()
    QTest.touchEvent(window, panel()).release(0, QPoint(2, 2), window).release(1, QPoint(3, 3), window).commit()
    settle()
    assert steps(hand) == before


@pytest.mark.parametrize("fingers", [("card-1", "card-2"), ("card-3", "way0"), ("back", "card-4"), ("call", "card-1")])
def test_two_fingers_at_once_are_one_act(hand: Hand, fingers: tuple[str, str]) -> None:
    hand.to_question("mask")
    before = steps(hand)
    hand.press_together(*fingers)
    assert abs(steps(hand) - before) <= 1
    assert len(hand.bridges.place.covers) <= 1


def test_a_tablet_that_is_turned_keeps_answers_and_marks(hand: Hand) -> None:
    hand.to_question("sick")
    hand.tap("card-2", "card-8")
    for width, height in ((800, 1280), (1280, 800), (800, 1280)):
        hand.kiosk.window.resize(width, height)
        hand.until(lambda height=height: hand.kiosk.window.contentItem().height() == height)
        assert not findings(hand.kiosk.window, 10.1)
        assert hand.bridges.visit.marked == [2, 8]
    hand.tap("way1", "back")
    assert hand.bridges.visit.marked == [2, 8]
    assert hand.bridges.place.flow.answers[4] == Answer((2, 8))


def test_a_turn_between_touch_and_release_answers_nothing_else(hand: Hand) -> None:
    hand.to_question("mask")
    before, point, window = steps(hand), hand.point("card-4"), hand.kiosk.window
    hand.clock.advance(1)
    QTest.touchEvent(window, panel()).press(0, point, window).commit()
    window.resize(800, 1280)
    hand.until(lambda: window.contentItem().height() == 1280)
    QTest.touchEvent(window, panel()).release(0, point, window).commit()
    settle()
    assert steps(hand) - before in (0, 1)
    assert hand.bridges.place.flow.answers.get(3, Answer((4,))) in (Answer((4,)), Answer((3,)))


def test_a_language_in_the_middle_of_a_question_keeps_its_marks_and_its_sheet(hand: Hand) -> None:
    hand.to_question("needs")
    hand.tap("card-3", "language", "card-ar", "language", "card-en")
    assert (hand.page, hand.bridges.visit.marked) == ("ChoicePage", [3])


def test_who_wakes_the_tablet_in_the_morning_finds_the_first_page(hand: Hand) -> None:
    hand.to_question("sick")
    hand.tap("card-2")
    point = hand.point("way1")
    hand.clock.advance(NIGHT)
    hand.touch_at(point)
    assert isinstance(hand.bridges.place.step, LanguageStep)
    assert hand.bridges.visit.marked == []
    assert hand.reception.finished == []


def test_the_night_ends_a_code_on_the_screen(hand: Hand) -> None:
    hand.reception.outcome = None
    hand.to_paper()
    hand.tap("card-print")
    hand.wait(NIGHT)
    assert hand.page == "LanguagePage"
    assert not hand.sees("qr")


def test_a_call_survives_the_night(hand: Hand) -> None:
    hand.tap("card-es", "call")
    hand.clock.advance(NIGHT)
    hand.touch_at(QPoint(5, 400))
    assert hand.page == "CallPage"


@pytest.mark.parametrize("wall", [-NIGHT * 365, NIGHT * 365])
def test_a_wall_clock_that_jumps_changes_nothing_on_the_screen(hand: Hand, wall: float) -> None:
    from datetime import timedelta

    hand.to_question("sick")
    hand.tap("card-2")
    hand.clock.set_wall(hand.clock.wall() + timedelta(seconds=wall))
    hand.wait(1)
    assert (hand.page, hand.bridges.visit.marked) == ("ChoicePage", [2])


def test_mashed_keys_move_one_page_in_the_time_of_one(open_hand: Callable[..., Hand]) -> None:
    chance, hand = random.Random(SEED), open_hand(width=640, height=400)
    for _ in range(40):
        before = steps(hand), set(hand.bridges.place.covers)
        hand.clock.advance(1)
        for _ in range(12):
            QTest.keyClick(hand.kiosk.window, chance.choice(KEYS))
        settle()
        assert abs(steps(hand) - before[0]) <= 1 or steps(hand) == 1
        assert hand.page != "CalmPage"
        hand.desk.wait = 0
