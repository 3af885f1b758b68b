"""Whole visits by a real finger on a real window."""

from __future__ import annotations

import pytest

from kiosk.visit.answer import DECLINED, Answer, Interpreter, PaperChoice, Sharing
from tests.ui.hand import Hand
from tests.ui.taps import ALL_DECLINED, HEALTHY_ADULT, JOURNEYS, THINGS_ONLY, THREE_CHILDREN, Journey, taps

HEALTHY = ("card-es", "card-questions", "card-1", "card-1", "card-1", "card-1", "card-1", "card-1")


def answers(hand: Hand, visit: int = -1) -> dict[str, Answer]:
    """What a finished visit said, by the question's key."""
    flow = hand.reception.finished[visit].flow
    keys = {question.code: question.key for question in flow.protocol.questions}
    return {keys[code]: answer for code, answer in flow.answers.items()}


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.name)
def test_no_journey_takes_more_touches_than_its_limit(hand: Hand, journey: Journey) -> None:
    assert taps(hand, journey) <= (journey.most or 15)
    assert len(hand.reception.finished) == 1


def test_a_healthy_adult_is_understood_and_gets_a_paper(hand: Hand) -> None:
    taps(hand, HEALTHY_ADULT)
    assert hand.reception.finished[0].flow.wanted == {1}
    assert answers(hand)["sick"] == Answer((1,))
    assert len(hand.reception.printed) == 1


def test_three_children_are_counted_by_the_stepper(hand: Hand) -> None:
    taps(hand, THREE_CHILDREN)
    assert answers(hand)["who"] == Answer((4,))


def test_things_only_asks_nothing_and_shares_nothing(hand: Hand) -> None:
    taps(hand, THINGS_ONLY)
    assert hand.reception.finished[0].flow.things_only
    assert answers(hand) == {}
    assert hand.reception.finished[0].flow.paper is PaperChoice.NO_PAPER


def test_declining_everything_ends_as_kindly_and_is_no_longer(hand: Hand) -> None:
    assert taps(hand, ALL_DECLINED) <= len(HEALTHY_ADULT.touches)
    assert set(answers(hand).values()) == {DECLINED}
    assert hand.reception.finished[0].flow.sharing is Sharing.NOTHING


def test_going_on_with_nothing_marked_is_declining(hand: Hand) -> None:
    hand.to_question("sick")
    hand.tap("way1")
    assert hand.bridges.place.flow.answers[4] == DECLINED


def test_the_visit_is_sealed_once_on_leaving_the_sharing_page(hand: Hand) -> None:
    hand.tap(*HEALTHY, "way0")
    assert hand.reception.finished == []
    hand.tap("card-0")
    assert len(hand.reception.finished) == 1
    hand.tap("card-no-paper", "way1")
    assert len(hand.reception.finished) == 1
    assert hand.reception.released == [1]
    assert hand.page == "LanguagePage"


def test_back_keeps_answers_marked(hand: Hand) -> None:
    hand.to_question("sick")
    hand.tap("card-2", "card-8", "way1", "back")
    assert hand.bridges.visit.marked == [2, 8]
    hand.tap("card-1")
    assert hand.bridges.place.flow.answers[4] == Answer((1,))


def test_back_on_the_children_keeps_their_number(hand: Hand) -> None:
    hand.to_question("who")
    hand.tap("card-2", "more-one", "way1", "back")
    assert (hand.bridges.visit.count, hand.bridges.visit.marked) == (2, [2])


def test_the_highest_number_stands_for_more_too(hand: Hand) -> None:
    hand.to_question("who")
    hand.tap("card-2", *["more-one"] * 12)
    assert hand.item("count").property("text") == "10+"
    hand.tap("fewer")
    assert hand.item("count").property("text") == "9"


def test_whoever_touches_a_picture_of_the_doctor_s_page_says_yes_and_not_to_which(hand: Hand) -> None:
    hand.to_question("doctor")
    hand.tap("flag-chest-pain")
    assert hand.page == "CallPage"
    assert hand.bridges.presence.calling == "doctor"
    assert list(hand.bridges.place.flow.answers.values()) == [Answer((2,))]


def test_the_stepper_goes_back_to_nothing_said(hand: Hand) -> None:
    hand.to_question("who")
    hand.tap("card-2", "fewer")
    assert (hand.bridges.visit.count, hand.bridges.visit.marked) == (0, [])
    assert not hand.sees("way1")


def test_the_language_changes_in_the_middle_of_a_question(hand: Hand) -> None:
    hand.to_question("sick")
    hand.tap("card-2", "language", "card-ar")
    assert hand.page == "ChoicePage"
    assert hand.bridges.visit.marked == [2]
    assert hand.bridges.visit.rightToLeft
    assert "هل بينكم مريض اليوم؟" in [item.property("text") for item in hand.items()]
    hand.tap("way1")
    assert hand.bridges.place.flow.answers[4] == Answer((2,))


def test_the_next_guest_does_not_meet_the_language_of_the_last(hand: Hand) -> None:
    hand.tap("card-ar", "card-things", "way0", "card-no-paper", "way1")
    assert hand.bridges.visit.language == "es"


def test_a_language_without_a_pack_finds_an_interpreter(hand: Hand) -> None:
    hand.tap("card-other", "card-mam", "card-es")
    flow = hand.bridges.place.flow
    assert (flow.spoken, flow.language, flow.interpreter) == ("mam", "es", Interpreter.FOUND)
    assert hand.page == "NoticePage"


def test_without_an_interpreter_there_are_things_and_no_questions(hand: Hand) -> None:
    hand.tap("card-other", "card-kek", "card-0", "way0", "card-no-paper")
    flow = hand.reception.finished[0].flow
    assert (flow.spoken, flow.interpreter, flow.things_only) == ("kek", Interpreter.NEEDED, True)
