"""Pictograms and codes as pictures."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from kiosk.visit.protocol_file import shipped_protocol
from tests.ui.house import DIGITS, qr_matrix
from ui.bridge.cards import RED_FLAGS
from ui.bridge.pictures import CodeProvider, drawn, source


def ink(image: QImage) -> set[tuple[int, int]]:
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {(x, y) for x, y in points if image.pixelColor(x, y).alpha() > 128}


@pytest.mark.parametrize("protocol", ["default", "covid-2021"])
def test_every_pictogram_that_a_protocol_names_is_drawn(protocol: str) -> None:
    loaded = shipped_protocol(protocol)
    named = {option.pictogram for question in loaded.questions for option in question.options}
    named |= {offer.pictogram for offer in loaded.offers} | set(RED_FLAGS)
    assert [name for name in sorted(named) if source(name) is None] == []


@pytest.mark.parametrize("protocol", ["default", "covid-2021"])
def test_answers_beside_each_other_have_pictures_of_their_own(protocol: str) -> None:
    for question in shipped_protocol(protocol).questions:
        shown = [option.pictogram for option in question.options]
        if question.key != "product":  # brand names: only the card at the person's hand tells them apart
            assert len(shown) == len(set(shown)), question.key


def test_a_brand_has_no_picture_of_its_own_and_none_that_is_an_answer() -> None:
    questions = {question.key: question for question in shipped_protocol("covid-2021").questions}
    brands = {option.pictogram for option in questions["product"].options if option.key not in ("other", "unsure")}
    assert brands == {"vial"}
    assert not brands & {option.pictogram for option in questions["vaccine"].options}


def test_a_pictogram_takes_the_colour_that_is_asked_for(qapp: object) -> None:
    image = drawn("plus", "#8f3f1d", False, 48)
    assert image.pixelColor(24, 24) == QColor("#8f3f1d")


def test_an_arrow_turns_round_with_the_direction_of_reading(qapp: object) -> None:
    plain, turned = ink(drawn("back", "#000000", False, 48)), ink(drawn("back", "#000000", True, 48))
    assert plain != turned
    assert len(plain ^ {(47 - x, y) for x, y in turned}) < len(plain) * 0.05


def test_a_missing_pictogram_is_an_empty_place_and_a_line_in_the_log(
    qapp: object, caplog: pytest.LogCaptureFixture
) -> None:
    assert ink(drawn("unknown", "#000000", False, 24)) == set()
    assert [record.getMessage() for record in caplog.records] == ["there is no pictogram “unknown”"]
    caplog.clear()


def test_a_code_keeps_four_light_modules_around_it(qapp: object) -> None:
    image = CodeProvider(lambda: qr_matrix(DIGITS)).requestImage("1", QSize(), QSize())
    assert image.width() == 53 + 8
    border = [image.pixelColor(x, y).lightness() for x in range(61) for y in (0, 1, 2, 3)]
    assert set(border) == {255}
    assert image.pixelColor(4, 4).lightness() == 0
