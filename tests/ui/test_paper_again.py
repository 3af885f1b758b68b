"""Paper that ran out: the visit goes on by the code on the screen, and the same paper comes on the volunteer's word."""

from __future__ import annotations

from kiosk.ports.paper import PrintOutcome
from tests.ui.hand import Hand, settle


def corner_offers_again(hand: Hand) -> bool:
    """Whether the corner menu, on any of its sheets, offers to print the paper again."""
    hand.tap("corner")
    offered = "again" in [card["name"] for card in hand.bridges.corner.cards]
    hand.tap("way0")
    return offered


def print_again(hand: Hand) -> None:
    hand.tap("corner")
    if not hand.sees("card-again"):
        hand.tap("more")
    hand.tap("card-again")


def test_after_the_refill_the_same_paper_comes_on_the_volunteers_word(hand: Hand) -> None:
    hand.reception.outcome = PrintOutcome.NOT_PRINTED
    hand.to_paper()
    hand.tap("card-print")
    hand.until(lambda: hand.sees("qr"))
    hand.wait(60)
    assert len(hand.reception.printed) == 1
    hand.reception.outcome = PrintOutcome.PRINTED
    print_again(hand)
    hand.until(lambda: hand.bridges.slip.state == "printed")
    first, second = hand.reception.printed
    assert first is second
    assert len(hand.reception.finished) == 1
    hand.wait(31)
    assert hand.page == "LanguagePage"


def test_a_paper_that_was_not_wanted_at_first_may_come_too(hand: Hand) -> None:
    hand.to_paper()
    hand.tap("card-no-paper")
    print_again(hand)
    hand.until(lambda: hand.bridges.slip.state == "printed")
    assert [slip.code for slip in hand.reception.printed] == ["7KQ4-M2XA-9"]


def test_the_word_of_the_first_printing_does_not_settle_the_second(hand: Hand) -> None:
    hand.reception.outcome = None
    hand.to_paper()
    hand.tap("card-print")
    first = hand.reception.waiting.pop()
    first(PrintOutcome.NOT_PRINTED)
    settle()
    print_again(hand)
    first(PrintOutcome.PRINTED)
    settle()
    assert hand.bridges.slip.state == "printing"
    hand.reception.waiting.pop()(PrintOutcome.PRINTED)
    settle()
    assert hand.bridges.slip.state == "printed"


def test_leaflets_only_holds_for_a_second_paper_too_and_it_is_the_same_leaflet(hand: Hand) -> None:
    hand.tap("corner", "card-leaflets", "way0")
    hand.reception.outcome = PrintOutcome.UNKNOWN
    hand.to_paper()
    hand.tap("card-print")
    hand.until(lambda: hand.sees("qr"))
    print_again(hand)
    hand.until(lambda: len(hand.reception.printed) == 2)
    first, second = hand.reception.printed
    assert first is second
    assert first.code == "LEAF-LETX-0"


def test_there_is_no_second_paper_before_the_end_after_deleting_or_for_the_next_guest(hand: Hand) -> None:
    assert not corner_offers_again(hand)
    hand.to_paper()
    assert not corner_offers_again(hand)
    hand.tap("card-print")
    hand.until(lambda: hand.bridges.slip.state == "printed")
    assert corner_offers_again(hand)
    hand.tap("apart")
    assert hand.bridges.slip.state == "deleted"
    assert not corner_offers_again(hand)
    hand.tap("way0")
    assert hand.page == "LanguagePage"
    assert not corner_offers_again(hand)
