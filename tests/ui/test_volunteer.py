"""The volunteer's corner, the staff door, and a house that is broken. By a real finger on a real window."""

from __future__ import annotations

import pytest

from kiosk.visit.answer import Interpreter, OfferState
from kiosk.visit.record import Event
from tests.ui.hand import Hand
from tests.ui.house import PIN
from ui.bridge.corner import INCIDENTS
from ui.bridge.pictures import source

HEALTHY = ("card-es", "card-questions", "card-1", "card-1", "card-1", "card-1", "card-1", "card-1")


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


def test_leaflets_only_prints_the_same_paper_for_everybody(hand: Hand) -> None:
    hand.tap("corner", "card-leaflets", "way0")
    hand.to_paper()
    hand.tap("card-print")
    assert [slip.code for slip in hand.reception.printed] == ["LEAF-LETX-0"]


def test_what_was_handed_over_is_marked_by_the_volunteer(hand: Hand) -> None:
    hand.tap("card-es", "card-things", "card-1", "corner", "card-given", "card-1", "way0", "way0", "way1")
    assert hand.reception.finished[0].offer_states()[1] is OfferState.GIVEN


def test_an_interpreter_who_comes_later_is_noted_and_nothing_else_changes(hand: Hand) -> None:
    hand.tap("card-es", "card-questions", "corner", "card-interpreter", "way0")
    assert hand.page == "DoctorPage"
    hand.tap("way0", "corner")
    assert hand.bridges.corner.switchedOn == ["interpreter"]
    assert hand.bridges.place.flow.interpreter is Interpreter.FOUND
    hand.tap("card-interpreter")
    assert hand.bridges.place.flow.interpreter is Interpreter.NOT_NEEDED


def test_without_an_interpreter_at_first_one_may_still_be_found(hand: Hand) -> None:
    hand.tap("card-other", "card-mam", "card-0", "corner", "card-interpreter", "way0", "way0", "card-no-paper")
    (visit,) = hand.reception.finished
    assert (visit.flow.spoken, visit.flow.interpreter) == ("mam", Interpreter.FOUND)


def test_nobody_is_interpreted_for_before_somebody_came_or_after_the_record_is_sealed(hand: Hand) -> None:
    assert "interpreter" not in [card["name"] for card in hand.bridges.corner.cards]
    hand.to_paper()
    assert "interpreter" not in [card["name"] for card in hand.bridges.corner.cards]


def test_incidents_and_leaflets_are_one_tap_in_the_corner(hand: Hand) -> None:
    hand.tap("corner", "card-demanded", "card-sold", "card-collected", "card-leaflet")
    assert [note for note in hand.reception.noted if note[0] is Event.INCIDENT] == [
        (Event.INCIDENT, 1),
        (Event.INCIDENT, 2),
        (Event.INCIDENT, 3),
    ]
    assert len(hand.reception.printed) == 1


def test_an_incident_says_on_its_tile_that_it_is_noted_and_is_noted_once(hand: Hand) -> None:
    hand.tap("corner", "card-sold", "card-sold")
    assert hand.item("card-sold").property("chosen")
    assert hand.reception.noted == [(Event.INCIDENT, 2)]
    hand.tap("way0", "corner")
    assert not hand.item("card-sold").property("chosen")
    hand.tap("card-sold")
    assert hand.reception.noted == [(Event.INCIDENT, 2)] * 2


def test_every_incident_in_the_corner_has_a_drawn_sign_of_its_own(hand: Hand) -> None:
    hand.tap("corner")
    signs = [card["pictogram"] for card in hand.bridges.corner.cards if card["name"] in INCIDENTS]
    assert len(set(signs)) == len(INCIDENTS)
    assert all(source(sign) for sign in signs)


def test_staff_pass_by_their_code_and_close_the_kiosk(hand: Hand) -> None:
    hand.tap("corner")
    if not hand.sees("card-staff"):
        hand.tap("more")
    hand.tap("card-staff", *[f"key-{digit}" for digit in PIN], "key-enter")
    hand.until(lambda: hand.sees("way1") and hand.page == "StatusPage")
    hand.tap("way0", "card-shift", "card-close")
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


def test_nothing_of_the_staff_area_acts_before_somebody_has_passed_the_door(hand: Hand) -> None:
    for act in (hand.bridges.staff.exit, hand.bridges.staff.endShift, lambda: hand.bridges.staff.open("printers")):
        hand.clock.advance(1)
        act()
    assert hand.kiosk.window.isVisible()
    assert not hand.bridges.staff.starts_again
    assert hand.page == "LanguagePage"
