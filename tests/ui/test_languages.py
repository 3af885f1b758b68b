"""Languages first: those that guests may see, all on one page; the others by their names, and somebody to interpret."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.languages.pack import load_pack, pack_codes
from kiosk.languages.spoken import spoken_names
from kiosk.visit.answer import Interpreter
from kiosk.visit.flow import LanguageStep
from kiosk.visit.record import OTHER_LANGUAGE, Field, Moment, tally_record
from tests.ui.hand import Hand
from tests.ui.house import services
from tests.ui.walker import SIZES

Open = Callable[..., Hand]
FEW = ("es", "en")


@pytest.mark.parametrize(("width", "height", "diagonal"), SIZES)
@pytest.mark.parametrize("demo", [True, False])
def test_every_pack_and_the_way_to_others_are_on_the_first_page_at_once(
    width: int, height: int, diagonal: float, demo: bool, open_hand: Open
) -> None:
    hand = open_hand(services(diagonal=diagonal, demo=demo, languages=pack_codes()), width=width, height=height)
    for name in (*pack_codes(), "other"):
        assert hand.sees(f"card-{name}")


def test_few_languages_ask_in_their_own_words_whether_they_are_the_guests(open_hand: Open) -> None:
    cards = open_hand(services(languages=FEW)).bridges.visit.cards
    assert [card["hint"] for card in cards] == ["¿Es este su idioma?", "Is this your language?", ""]


def test_a_demo_marks_what_nobody_has_read_and_says_what_the_mark_means(open_hand: Open) -> None:
    visit = open_hand(services(demo=True, languages=("es", "en"))).bridges.visit
    assert [card["mark"] for card in visit.cards] == ["*", "", ""]
    assert "*borrador" in visit.hint
    real = open_hand(services(languages=("es", "en"))).bridges.visit
    assert [card["mark"] for card in real.cards] == ["", "", ""]
    assert "borrador" not in real.hint


def test_a_language_whose_pack_is_not_shown_here_can_still_be_named(open_hand: Open) -> None:
    hand = open_hand(services(languages=FEW))
    hand.tap("card-other")
    names = {card["name"]: card["label"] for card in hand.bridges.visit.cards}
    hidden = set(pack_codes()) - set(FEW)
    assert names.keys() == {*hidden, *(tag for tag, _ in spoken_names()), "other"}
    assert names["ht"] == load_pack("ht").own_name
    hand.tap("card-ht", "card-0")  # nobody interprets: things only
    flow = hand.bridges.place.visit.flow
    assert (flow.spoken, flow.language, flow.interpreter) == ("ht", "", Interpreter.NEEDED)
    assert flow.things_only
    assert tally_record(hand.bridges.place.visit, Moment(0, None))[Field.LANGUAGE] == OTHER_LANGUAGE


def test_all_packs_shown_leaves_only_languages_without_one_to_be_named(open_hand: Open) -> None:
    hand = open_hand(services(languages=pack_codes()))
    hand.tap("card-other")
    assert {card["name"] for card in hand.bridges.visit.cards} == {*(tag for tag, _ in spoken_names()), "other"}


def test_what_the_site_did_not_accept_leaves_the_first_page_and_what_was_begun_in_it(open_hand: Open) -> None:
    hand = open_hand(services(languages=("es", "en", "ar")))
    hand.tap("card-ar", "card-questions")
    hand.bridges.place.keep_languages(("en", "es"))
    assert isinstance(hand.bridges.place.step, LanguageStep)
    assert [card["name"] for card in hand.bridges.visit.cards] == ["es", "en", "other"]
    hand.tap("card-en")
    hand.bridges.place.keep_languages(("en", "es"))  # nothing changed: nobody is interrupted
    assert hand.bridges.place.language == "en"
    assert not isinstance(hand.bridges.place.step, LanguageStep)
