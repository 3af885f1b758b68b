"""For one hand: every way on stands at the side that the hand reaches, in every direction of reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ui.hand import Hand
from tests.ui.house import services
from tests.ui.structure import findings, places
from tests.ui.walker import walk


@pytest.mark.parametrize("language", ["es", "ar"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (800, 1280)])
@pytest.mark.parametrize("reach", ["left", "right"])
def test_ways_on_stand_at_the_hand_and_every_page_stays_whole(
    open_hand: Callable[..., Hand], language: str, width: int, height: int, reach: str
) -> None:
    hand = open_hand(services("covid-2021"), width=width, height=height, reach=reach)
    wrong = []
    for page in walk(hand, language):
        wrong += [(page, finding) for finding in findings(hand.kiosk.window, 10.1)]
        here = places(hand.kiosk.window)
        ways = [box.center().x() for name, box in here.items() if name.startswith("way")]
        if "call" in here and width > height and ways:
            assert (here["call"].center().x() > max(ways)) == (reach == "left"), page
        if "call" in here:
            assert (here["call"].center().x() > width / 2) == (reach == "left"), page
    assert not wrong, "\n".join(map(str, wrong))


def test_the_side_changes_while_the_window_stands(open_hand: Callable[..., Hand]) -> None:
    hand = open_hand()
    hand.tap("card-es")
    before = places(hand.kiosk.window)["call"].center().x()
    look = hand.desk.screen.look()
    hand.bridges.place.worn.emit(type(look)(reach="left"))
    hand.kiosk.window.grabWindow()
    assert before < 640 < places(hand.kiosk.window)["call"].center().x()
