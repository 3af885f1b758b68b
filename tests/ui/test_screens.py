"""Every page state × size × language: nothing cut, outside, overlapping, small, faint, nameless or unmirrored."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF

from tests.ui.hand import Hand
from tests.ui.house import services
from tests.ui.structure import Finding, findings, not_mirrored, places
from tests.ui.walker import SIZES, walk


@pytest.mark.parametrize(("width", "height", "diagonal"), SIZES)
def test_every_page_is_whole_in_every_language(
    open_hand: Callable[..., Hand], width: int, height: int, diagonal: float
) -> None:
    seen: dict[str, dict[str, dict[str, QRectF]]] = {}
    wrong: list[tuple[str, str, Finding]] = []
    for language in ("es", "en", "ar"):
        hand = open_hand(services("covid-2021", diagonal, demo=True), width=width, height=height)
        for name in walk(hand, language):
            wrong += [(language, name, finding) for finding in findings(hand.kiosk.window, diagonal)]
            seen.setdefault(name, {})[language] = places(hand.kiosk.window)
    for name, by_language in seen.items():
        if {"es", "ar"} <= by_language.keys() and name != "language-first":
            wrong += [("ar", name, finding) for finding in not_mirrored(by_language["es"], by_language["ar"], width)]
    assert not wrong, "\n".join(map(str, wrong))
    assert len(seen) >= 35


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (800, 1280)])
def test_text_at_twice_the_size_pages_instead_of_shrinking(
    open_hand: Callable[..., Hand], width: int, height: int
) -> None:
    hand = open_hand(services("covid-2021"), width=width, height=height, text_scale=2.0)
    wrong = [(name, finding) for name in walk(hand, "es") for finding in findings(hand.kiosk.window, 10.1)]
    assert not wrong, "\n".join(map(str, wrong))
