"""Behind the staff door, by a real finger on a real window: what is set there holds for the next guest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.ports.paper import PrintOutcome
from kiosk.ports.staff import FoundPrinter, PrinterState
from kiosk.visit.record import Event
from kiosk.visit.stock import Stock, stock_of
from tests.ui.hand import Hand, settle
from tests.ui.house import PIN, services

LOOK_AGAIN = 4.0


def enter(hand: Hand, *cards: str) -> None:
    """Through the door and on to a page of the staff area."""
    hand.tap("corner")
    if not hand.sees("card-staff"):
        hand.tap("more")
    hand.tap("card-staff", *[f"key-{digit}" for digit in PIN], "key-enter")
    hand.until(lambda: hand.page == "StatusPage" and bool(hand.bridges.staff.lines))
    hand.tap("way0")
    for card in cards:
        hand.tap(card)
        if card == "card-screen" and not hand.desk.screen.bare:  # the levels arrive, and the cards make room for them
            hand.until(lambda: bool(hand.bridges.staff.rooms.screen.levels))


def leave(hand: Hand) -> None:
    hand.clock.advance(1)
    hand.bridges.staff.leave()
    settle()


def printer_page(hand: Hand) -> None:
    enter(hand, "card-printers")
    hand.until(lambda: hand.sees("card-found-0"))
    hand.tap("card-found-0")
    hand.until(lambda: hand.page == "PrinterPage")


def says(hand: Hand, key: str) -> bool:
    word = hand.bridges.place.catalogue.say(key)
    return any(item.property("text") == word for item in hand.items())


def test_the_status_tells_in_words_what_to_do_and_what_needs_somebody_comes_first(hand: Hand) -> None:
    enter(hand)
    lines = hand.bridges.staff.lines
    assert [line["works"] for line in lines] == [False, *[True] * (len(lines) - 1)]
    assert lines[0]["hint"] == hand.bridges.place.catalogue.say("staff.advice.printer.no-paper")
    assert not any(letter.isdigit() for line in lines for letter in line["label"] + line["hint"])


def test_what_was_mended_meanwhile_is_seen_on_the_way_back(hand: Hand) -> None:
    enter(hand)
    hand.desk.needs = None
    hand.tap("way0")
    hand.until(lambda: all(line["works"] for line in hand.bridges.staff.lines))


def test_a_kiosk_that_cannot_say_how_it_is_says_that(hand: Hand, caplog: pytest.LogCaptureFixture) -> None:
    hand.desk.broken = True
    hand.tap("corner")
    hand.tap("card-staff", *[f"key-{digit}" for digit in PIN], "key-enter")
    hand.until(lambda: says(hand, "staff.not-kept"))
    hand.tap("way0")
    assert hand.page == "SettingsPage"
    assert [record.getMessage() for record in caplog.records] == ["work beside the window failed: OSError"]
    caplog.clear()


def test_one_touch_sets_a_found_printer_up(hand: Hand) -> None:
    printer_page(hand)
    (standing,) = hand.desk.printers.standing
    assert standing.address == "/dev/usb/lp0"
    assert says(hand, "staff.advice.printer.ready")
    hand.tap("card-58", "card-cutter")
    hand.until(lambda: hand.desk.printers.standing[0].paper == "58")


def test_a_printer_that_is_plugged_in_meanwhile_appears_by_itself(hand: Hand) -> None:
    hand.desk.printers.plugged.clear()
    enter(hand, "card-printers")
    hand.until(lambda: says(hand, "staff.printers.none"))
    hand.desk.printers.plugged.append(FoundPrinter("usb", "/dev/usb/lp7"))
    hand.wait(LOOK_AGAIN)
    hand.until(lambda: hand.sees("card-found-0"))


@pytest.mark.parametrize("outcome", PrintOutcome)
def test_a_test_paper_says_printed_not_printed_or_not_known(hand: Hand, outcome: PrintOutcome) -> None:
    hand.desk.printers.outcome = outcome
    printer_page(hand)
    hand.tap("card-test")
    hand.until(lambda: says(hand, f"staff.printer.{outcome.value}"))
    assert hand.desk.printers.tested == [("slips-1", "es")]
    hand.wait(LOOK_AGAIN)
    assert says(hand, f"staff.printer.{outcome.value}")


def test_a_printer_is_removed_by_two_touches_and_not_by_one(hand: Hand) -> None:
    printer_page(hand)
    hand.tap("card-remove")
    assert len(hand.desk.printers.standing) == 1
    hand.tap("card-remove")
    hand.until(lambda: hand.page == "PrintersPage")
    assert hand.desk.printers.standing == []
    assert hand.sees("card-found-0")


def test_a_disk_that_takes_nothing_is_said(hand: Hand, caplog: pytest.LogCaptureFixture) -> None:
    hand.desk.printers.full = True
    enter(hand, "card-printers")
    hand.until(lambda: hand.sees("card-found-0"))
    hand.tap("card-found-0")
    hand.until(lambda: says(hand, "staff.not-kept"))
    assert [record.getMessage() for record in caplog.records] == ["work beside the window failed: DiskFull"]
    caplog.clear()


def test_paper_that_runs_out_is_seen_on_the_printers_page(hand: Hand) -> None:
    printer_page(hand)
    hand.desk.printers.state = PrinterState.NO_PAPER
    hand.wait(LOOK_AGAIN)
    hand.until(lambda: says(hand, "staff.advice.printer.no-paper"))


def test_a_stack_of_leaflets_comes_out_one_after_the_other(hand: Hand) -> None:
    enter(hand, "card-leaflets", "more-one", "way1")
    hand.until(lambda: says(hand, "staff.printer.printed"))
    assert [slip.code for slip in hand.reception.printed] == ["LEAF-LETX-0"] * 10


def test_the_first_leaflet_that_does_not_come_out_ends_the_stack(hand: Hand) -> None:
    hand.reception.outcome = PrintOutcome.UNKNOWN
    enter(hand, "card-leaflets", "way1")
    hand.until(lambda: says(hand, "staff.paper.stopped"))
    assert len(hand.reception.printed) == 1
    assert (Event.OUTAGE, 0) in hand.reception.noted


def test_a_stack_can_be_stopped_and_ends_when_staff_leave(hand: Hand) -> None:
    hand.reception.outcome = None
    enter(hand, "card-leaflets", "way1", "way1")
    hand.reception.waiting.pop()(PrintOutcome.PRINTED)
    settle()
    assert len(hand.reception.printed) == 1
    hand.tap("way1")
    leave(hand)
    hand.reception.waiting.pop()(PrintOutcome.PRINTED)
    settle()
    assert len(hand.reception.printed) == 2


def test_leaflets_only_holds_in_the_corner_too(hand: Hand) -> None:
    enter(hand, "card-leaflets", "card-leaflets")
    leave(hand)
    hand.to_paper()
    hand.tap("card-print")
    assert [slip.code for slip in hand.reception.printed] == ["LEAF-LETX-0"]


def test_an_offer_that_is_off_today_is_not_shown_to_the_next_guest_and_is_there_again_when_it_is_on(hand: Hand) -> None:
    enter(hand, "card-offers", "card-1")
    leave(hand)
    hand.tap("card-es", "card-things")
    assert not hand.sees("card-1")
    assert hand.sees("card-2")
    enter(hand, "card-offers", "card-1")
    leave(hand)
    assert not hand.sees("card-1")
    hand.tap("way0", "card-no-paper", "way1", "card-es", "card-things")
    assert hand.sees("card-1")


def test_what_is_left_is_told_once_when_the_page_is_left(hand: Hand) -> None:
    enter(hand, "card-offers", "way1", "card-1", "card-1", "card-2", "card-2", "card-2", "card-3")
    assert not [note for note in hand.reception.noted if note[0] is Event.STOCK_LEFT]
    hand.tap("card-3", "card-3", "card-3", "way0", "way1", "way0")
    told = [stock_of(detail) for event, detail in hand.reception.noted if event is Event.STOCK_LEFT]
    assert told == [(1, Stock.FEW), (2, Stock.USED_UP)]


def test_todays_languages_stand_on_the_first_page_in_their_order(hand: Hand) -> None:
    enter(hand, "card-languages", "card-es", "card-en", "card-es")
    leave(hand)
    assert [card["name"] for card in hand.bridges.visit.cards] == ["ar", "es", "other"]
    assert hand.bridges.visit.language == "ar"
    enter(hand, "card-languages", "way1")
    leave(hand)
    assert [card["name"] for card in hand.bridges.visit.cards] == ["es", "en", "ar", "other"]


def test_the_last_language_cannot_be_hidden(hand: Hand) -> None:
    enter(hand, "card-languages", "card-es", "card-en", "card-ar")
    leave(hand)
    assert [card["name"] for card in hand.bridges.visit.cards] == ["ar", "other"]


def test_large_text_and_contrast_hold_at_once_and_for_the_next_start(hand: Hand) -> None:
    enter(hand, "card-screen", "card-contrast")
    panel = hand.bridges.panel
    assert (panel.textScale, panel.highContrast) == (1.0, True)
    hand.tap("card-large")
    assert panel.textScale == 2.0
    assert hand.desk.screen.look().text_scale == 2.0
    hand.tap("card-large")
    assert panel.textScale == 1.0


def test_brightness_and_volume_are_set_in_tenths(hand: Hand) -> None:
    enter(hand, "card-screen")
    hand.until(lambda: bool(hand.bridges.staff.rooms.screen.levels))
    settle()
    hand.tap("more-one")
    hand.until(lambda: hand.desk.screen.lamp.percent == 70)
    assert hand.desk.screen.mixer.percent == 40


def test_a_machine_that_lets_nothing_be_set_shows_no_steppers(hand: Hand) -> None:
    hand.desk.screen.bare = True
    enter(hand, "card-screen")
    hand.wait(1)
    assert not hand.sees("more-one")


def test_the_end_of_a_shift_closes_the_window_to_begin_anew(hand: Hand) -> None:
    enter(hand, "card-shift", "card-again")
    assert not hand.kiosk.window.isVisible()
    assert hand.bridges.staff.starts_again


def test_staff_who_walk_away_leave_the_door_shut(hand: Hand) -> None:
    enter(hand, "card-printers")
    hand.wait(91)
    assert hand.page == "LanguagePage"
    assert not hand.bridges.place.staffed


def test_a_guests_visit_waits_below_unchanged(hand: Hand) -> None:
    hand.to_question("sick")
    hand.tap("card-2")
    enter(hand, "card-offers", "card-1")
    leave(hand)
    assert hand.page == "ChoicePage"
    assert hand.bridges.visit.marked == [2]


def test_the_staff_area_shows_no_code_no_answer_and_no_slip_of_a_finished_visit(hand: Hand) -> None:
    hand.to_paper()
    hand.tap("card-no-paper", "way1")
    enter(hand)
    for page in ("printers", "leaflets", "languages", "offers", "screen", "shift"):
        hand.tap(f"card-{page}")
        words = " ".join(str(item.property("text")) for item in hand.items() if item.property("text"))
        assert "7KQ4" not in words
        assert not hand.sees("qr")
        hand.tap("way0")


def test_a_call_for_a_doctor_is_told_outside_at_once_and_at_every_repeat(open_hand: Callable[..., Hand]) -> None:
    told: list[None] = []
    hand = open_hand(services(call_outside=lambda: told.append(None)))
    hand.tap("card-es", "call")
    hand.wait(60)
    assert not told
    hand.tap("way1")
    hand.wait(0.25)
    assert len(told) == 1
    for _ in range(3):
        hand.wait(20)
    assert len(told) == 4
    hand.tap("corner", "card-here")
    hand.wait(60)
    assert len(told) == 4


def test_a_way_outside_that_is_broken_never_disturbs_the_call(
    open_hand: Callable[..., Hand], caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise OSError("no way out")

    hand = open_hand(services(call_outside=broken))
    hand.tap("card-es", "card-questions", "card-2")
    hand.wait(0.25)
    assert hand.page == "CallPage"
    assert [record.getMessage() for record in caplog.records] == ["the house could not do “call outside”: OSError"]
    caplog.clear()
    hand.tap("corner", "card-here")
    assert hand.page == "WhoPage"


def test_today_reaches_a_house_with_other_offers(open_hand: Callable[..., Hand]) -> None:
    house = services()
    house.day.choose(house.day.today()._replace(offers_off=frozenset({"mask", "test"})))
    hand = open_hand(house)
    hand.tap("card-es", "card-things")
    assert not hand.sees("card-1")
