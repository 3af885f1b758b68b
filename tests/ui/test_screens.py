"""Every page state × size × language: nothing cut, outside, overlapping, small, faint, nameless or unmirrored."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF

from tests.ui.hand import Hand
from tests.ui.house import services
from tests.ui.noted_speech import NotedSpeech
from tests.ui.structure import Finding, findings, not_mirrored, places, unequal
from tests.ui.walker import SIZES, walk
from ui.bridge.services import WindowServices


def heard(house: WindowServices) -> WindowServices:
    """The house with a voice: its pages hold one button more."""
    return house._replace(speech=NotedSpeech())


@pytest.mark.parametrize(("width", "height", "diagonal"), SIZES)
def test_every_page_is_whole_in_every_language(
    open_hand: Callable[..., Hand], width: int, height: int, diagonal: float
) -> None:
    fixed: set[tuple[str, str, int, int]] = set()
    seen: dict[str, dict[str, dict[str, QRectF]]] = {}
    wrong: list[tuple[str, str, Finding]] = []
    for language in ("es", "en", "ar"):
        hand = open_hand(heard(services("covid-2021", diagonal, demo=True)), width=width, height=height)
        for name in walk(hand, language):
            wrong += [(language, name, finding) for finding in findings(hand.kiosk.window, diagonal)]
            here = seen.setdefault(name, {})[language] = places(hand.kiosk.window)
            for always in {"call", "language", "corner"} & here.keys():
                spot = here[always].topLeft()
                fixed.add((hand.bridges.visit.language, always, round(spot.x()), round(spot.y())))
            wrong += [(language, name, finding) for finding in unequal(here)]
    for name, by_language in seen.items():
        if {"es", "ar"} <= by_language.keys() and name != "language-first":
            wrong += [("ar", name, finding) for finding in not_mirrored(by_language["es"], by_language["ar"], width)]
    assert not wrong, "\n".join(map(str, wrong))
    assert len(seen) >= 35
    assert len(fixed) == 9, f"call, language or corner move: {sorted(fixed)}"


LONG = bool(os.environ.get("CEIBA_LONG"))


@pytest.mark.parametrize("language", ("es", "en", "ar") if LONG else ("es",))
@pytest.mark.parametrize(("width", "height", "diagonal"), SIZES if LONG else SIZES[:2])
def test_text_at_twice_the_size_pages_instead_of_shrinking(
    open_hand: Callable[..., Hand], width: int, height: int, diagonal: float, language: str
) -> None:
    hand = open_hand(heard(services("covid-2021", diagonal)), width=width, height=height, text_scale=2.0)
    wrong = [(name, finding) for name in walk(hand, language) for finding in findings(hand.kiosk.window, diagonal)]
    assert not wrong, "\n".join(map(str, wrong))


def test_high_contrast_is_whole_too(open_hand: Callable[..., Hand]) -> None:
    hand = open_hand(heard(services("covid-2021")), high_contrast=True)
    wrong = [(name, finding) for name in walk(hand, "en") for finding in findings(hand.kiosk.window, 10.1)]
    assert not wrong, "\n".join(map(str, wrong))


def test_long_names_of_organisations_keep_every_page_whole(open_hand: Callable[..., Hand]) -> None:
    house = services("covid-2021")
    names = {
        "organisation": "Servicio Jesuita a Refugiados México, Programa Tijuana",
        "shelter": "Albergue Casa de los Pobres San Francisco de Asís",
    }
    hand = open_hand(house._replace(profile=house.profile._replace(**names)), width=1024, height=600)
    wrong = [(name, finding) for name in walk(hand, "es") for finding in findings(hand.kiosk.window, 10.1)]
    assert not wrong, "\n".join(map(str, wrong))
