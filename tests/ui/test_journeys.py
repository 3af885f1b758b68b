"""Whole visits by a real finger on a real window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from kiosk.ports.paper import PrintOutcome
from kiosk.visit.answer import DECLINED, Answer, Interpreter, OfferState, PaperChoice, Sharing
from kiosk.visit.record import Event
from tests.ui.hand import Hand, settle
from tests.ui.house import DIGITS, PIN, services
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


def test_a_child_alone_is_asked_nothing_and_counted_nowhere(hand: Hand) -> None:
    hand.tap("corner", "card-child")
    assert hand.page == "ChildPage"
    hand.wait(600)
    assert hand.page == "ChildPage"
    hand.tap("way0", "way0")
    assert hand.page == "LanguagePage"
    assert hand.reception.finished == []
    assert hand.reception.noted == []
    assert hand.reception.printed == []


def test_another_adult_with_this_person_has_the_same_link(hand: Hand) -> None:
    hand.to_paper()
    hand.tap("card-no-paper", "corner", "card-adult")
    assert hand.page == "LanguagePage"
    hand.to_paper()
    hand.tap("card-no-paper", "way1")
    hand.to_paper()
    first, second, third = (visit.link for visit in hand.reception.finished)
    assert second.link16 == first.link16
    assert (first.first, second.first, third.first) == (True, False, True)
    assert third.link16 != first.link16


def test_an_adult_noted_early_still_follows_at_the_end(hand: Hand) -> None:
    hand.tap("card-es", "corner", "card-adult", "way0", "card-things", "way0", "card-no-paper", "way1")
    assert hand.bridges.place.visit.link.link16 == hand.reception.finished[0].link.link16


@pytest.mark.parametrize("late", [False, True])
def test_delete_now_reaches_the_house_and_ends_the_visit(hand: Hand, late: bool) -> None:
    hand.to_paper()
    hand.tap("card-no-paper", "way0") if late else hand.tap("card-delete")
    assert hand.reception.deleted == [1]
    assert hand.bridges.slip.state == "deleted"
    hand.tap("way0")
    assert hand.reception.released == []
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


def test_the_stepper_goes_back_to_nothing_said(hand: Hand) -> None:
    hand.to_question("who")
    hand.tap("card-2", "fewer")
    assert (hand.bridges.visit.count, hand.bridges.visit.marked) == (0, [])
    assert not hand.sees("way1")


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


def test_the_warning_can_erase_at_once(hand: Hand) -> None:
    hand.tap("card-es")
    hand.wait(91)
    hand.tap("way0")
    assert hand.page == "LanguagePage"


def test_a_waiting_call_is_never_wiped(hand: Hand) -> None:
    hand.tap("card-es", "call")
    hand.wait(600)
    assert hand.page == "CallPage"


def test_an_open_menu_goes_when_everybody_left(hand: Hand) -> None:
    hand.tap("corner")
    hand.wait(91)
    assert hand.page == "LanguagePage"


def test_the_language_changes_in_the_middle_of_a_question(hand: Hand) -> None:
    hand.to_question("sick")
    hand.tap("card-2", "language", "card-ar")
    assert hand.page == "ChoicePage"
    assert hand.bridges.visit.marked == [2]
    assert hand.bridges.visit.rightToLeft
    assert "هل أحد مريض اليوم؟" in [item.property("text") for item in hand.items()]
    hand.tap("way1")
    assert hand.bridges.place.flow.answers[4] == Answer((2,))


def test_the_next_guest_does_not_meet_the_language_of_the_last(hand: Hand) -> None:
    hand.tap("card-ar", "card-things", "way0", "card-no-paper", "way1")
    assert hand.bridges.visit.language == "es"


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


def test_a_printer_that_fails_leaves_a_code_to_photograph(hand: Hand) -> None:
    hand.reception.outcome = PrintOutcome.UNKNOWN
    hand.to_paper()
    hand.tap("card-print")
    hand.until(lambda: hand.sees("qr"))
    assert photographed(hand.kiosk.window.grabWindow()) == DIGITS
    assert "\u20667KQ4-M2XA-9\u2069" in [item.property("text") for item in hand.items()]
    hand.wait(60)
    assert hand.page == "EndPage"


def test_printing_is_told_only_when_the_printer_says_so(hand: Hand) -> None:
    hand.reception.outcome = None
    hand.to_paper()
    hand.tap("card-print")
    assert hand.bridges.slip.state == "printing"
    hand.wait(60)
    assert hand.page == "EndPage"
    hand.reception.waiting.pop()(PrintOutcome.PRINTED)
    settle()
    assert hand.bridges.slip.state == "printed"
    hand.wait(31)
    assert hand.page == "LanguagePage"


def test_a_printer_that_answers_late_does_not_speak_to_the_next_guest(hand: Hand) -> None:
    hand.reception.outcome = None
    hand.to_paper()
    hand.tap("card-print", "way1")
    hand.to_paper()
    hand.reception.waiting.pop(0)(PrintOutcome.NOT_PRINTED)
    settle()
    assert hand.bridges.slip.state == ""
    hand.tap("card-no-paper")
    assert not hand.sees("qr")


def test_the_last_page_closes_by_itself(hand: Hand) -> None:
    hand.to_paper()
    hand.tap("card-no-paper")
    hand.wait(29)
    assert hand.page == "EndPage"
    hand.wait(2)
    assert hand.page == "LanguagePage"
    assert hand.reception.released == [1]


def test_leaflets_only_prints_the_same_paper_for_everybody(hand: Hand) -> None:
    hand.tap("corner", "card-leaflets", "way0")
    hand.to_paper()
    hand.tap("card-print")
    assert [slip.code for slip in hand.reception.printed] == ["LEAF-LETX-0"]


def test_a_language_without_a_pack_finds_an_interpreter(hand: Hand) -> None:
    hand.tap("card-other", "card-mam", "card-es")
    flow = hand.bridges.place.flow
    assert (flow.spoken, flow.language, flow.interpreter) == ("mam", "es", Interpreter.FOUND)
    assert hand.page == "NoticePage"


def test_without_an_interpreter_there_are_things_and_no_questions(hand: Hand) -> None:
    hand.tap("card-other", "card-kek", "card-0", "way0", "card-no-paper")
    flow = hand.reception.finished[0].flow
    assert (flow.spoken, flow.interpreter, flow.things_only) == ("kek", Interpreter.NEEDED, True)


def test_what_was_handed_over_is_marked_by_the_volunteer(hand: Hand) -> None:
    hand.tap("card-es", "card-things", "card-1", "corner", "card-given", "card-1", "way0", "way0", "way1")
    assert hand.reception.finished[0].offer_states()[1] is OfferState.GIVEN


def test_incidents_and_leaflets_are_one_tap_in_the_corner(hand: Hand) -> None:
    hand.tap("corner", "card-demanded", "card-sold", "card-collected", "card-leaflet")
    assert [note for note in hand.reception.noted if note[0] is Event.INCIDENT] == [
        (Event.INCIDENT, 1),
        (Event.INCIDENT, 2),
        (Event.INCIDENT, 3),
    ]
    assert len(hand.reception.printed) == 1


def test_staff_pass_by_their_code_and_close_the_kiosk(hand: Hand) -> None:
    hand.tap("corner")
    if not hand.sees("card-staff"):
        hand.tap("more")
    hand.tap("card-staff", *[f"key-{digit}" for digit in PIN], "key-enter")
    hand.until(lambda: hand.sees("way1") and hand.page == "StatusPage")
    hand.tap("way0")
    assert not hand.kiosk.window.isVisible()


def test_a_wrong_code_waits_and_says_so(hand: Hand) -> None:
    hand.tap("corner")
    if not hand.sees("card-staff"):
        hand.tap("more")
    hand.tap("card-staff", "key-1", "key-enter")
    hand.until(lambda: bool(hand.bridges.staff.sentence))
    assert "5" in hand.bridges.staff.sentence
    hand.tap("key-1")
    assert not hand.item("key-enter").isEnabled()
    hand.desk.wait = 0
    hand.wait(1)
    assert hand.item("key-enter").isEnabled()


@pytest.mark.parametrize("part", ["finish", "print", "note", "release"])
def test_a_broken_house_never_stops_a_guest(hand: Hand, caplog: pytest.LogCaptureFixture, part: str) -> None:
    hand.reception.broken.add(part)
    hand.tap("card-es", "call", "corner", "card-here", "card-things", "way0", "card-print")
    assert hand.page == "EndPage"
    hand.wait(31)
    hand.tap(*(["way1"] if hand.page == "EndPage" else []))
    assert hand.page == "LanguagePage"
    assert any(part in record.getMessage() for record in caplog.records)
    caplog.clear()


def test_a_mistake_of_ours_is_a_calm_page_and_a_fresh_start(hand: Hand, caplog: pytest.LogCaptureFixture) -> None:
    hand.reception.broken.add("delete")
    hand.to_paper()
    hand.tap("card-delete")
    assert hand.page == "CalmPage"
    assert [record.getMessage() for record in caplog.records] == ["a mistake of ours on the page paper: OSError"]
    caplog.clear()
    hand.tap("way0")
    assert hand.page == "LanguagePage"


def test_the_keyboard_reaches_and_presses_what_the_finger_does(hand: Hand) -> None:
    hand.clock.advance(1)
    QTest.keyClick(hand.kiosk.window, Qt.Key.Key_Tab)
    QTest.keyClick(hand.kiosk.window, Qt.Key.Key_Space)
    settle()
    assert hand.page != "LanguagePage"


def photographed(image: QImage) -> str:
    """What a phone reads from the screen."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    size = (grey.width(), grey.height())
    picture = Image.frombuffer("L", size, bytes(grey.constBits()), "raw", "L", grey.bytesPerLine(), 1)
    return "".join(code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode))
