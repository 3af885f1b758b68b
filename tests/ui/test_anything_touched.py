"""Whatever is touched in whatever order: a page stands, nothing breaks, every visit is sealed at most once."""

from __future__ import annotations

import os
import random
from collections.abc import Callable

import pytest

from tests.ui.hand import Hand, at_rest
from tests.ui.structure import controls

TOUCHES = 20_000 if os.environ.get("CEIBA_LONG") else 300
SEED = 20261124
ASIDE = {"back", "call", "corner", "language", "card-erase"}
"""Touched less often than what leads on, or no visit would ever end."""


@pytest.mark.timeout(3600 if TOUCHES > 300 else 60)
def test_no_order_of_touches_breaks_the_window(open_hand: Callable[..., Hand]) -> None:
    chance = random.Random(SEED)
    hand = open_hand(width=640, height=400)
    pages = set()
    for _ in range(TOUCHES):
        pages.add(hand.page)
        names = [item.objectName() for item in controls(list(hand.items())) if item.isEnabled()]
        assert names, f"nothing to touch on {hand.page}"
        hand.tap(*chance.choices(names, [1 if name in ASIDE else 8 for name in names]))
        hand.desk.wait = 0
        if chance.random() < 0.02:
            hand.wait(chance.choice((31, 91, 125)))
    assert len(pages) >= 15
    places = [id(visit) for visit in hand.reception.finished]
    assert len(places) == len(set(places))
    assert len(hand.reception.released) <= len(places)


def test_a_page_that_slides_in_comes_to_rest(open_hand: Callable[..., Hand]) -> None:
    hand = open_hand(reduce_motion=False)
    hand.tap("card-es")
    assert not at_rest(hand)
    hand.until(lambda: at_rest(hand))
