"""Colours and motion as the theme itself says them; what is painted is measured by the detectors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlComponent, QQmlEngine

from tests.ui.hand import Hand, at_rest
from tests.ui.structure import CONTRAST, contrast

TEXT_ON_GROUND = (
    *(("ink", ground) for ground in ("paper", "card")),
    *(("quiet", ground) for ground in ("paper", "card")),
    *(("teal", ground) for ground in ("paper", "card", "softTeal")),
    *(("overTeal", ground) for ground in ("teal", "band", "bandStripe")),
)
SIGN_ON_GROUND = (("ink", "paper"), ("teal", "paper"), ("teal", "softTeal"))
SIGN_CONTRAST = 3.0
"""WCAG 2.2, success criterion 1.4.11: the ring, the edges of ways on, pictograms."""


def colour(theme: QObject, name: str) -> tuple[int, ...]:
    value = theme.property(name)
    assert isinstance(value, QColor), name
    return (value.red(), value.green(), value.blue())


@pytest.fixture(params=[False, True], ids=["usual", "high contrast"])
def theme(request: pytest.FixtureRequest, open_hand: Callable[..., Hand]) -> QObject:
    """The theme of an open window."""
    hand = open_hand(high_contrast=request.param)
    component = QQmlComponent(hand.kiosk.engine)
    component.setData(b"import QtQuick\nimport ui.theme\nQtObject { readonly property QtObject theme: Theme }", "")
    holder = component.create()
    assert holder is not None, component.errorString()
    found = holder.property("theme")
    assert isinstance(found, QObject)
    assert isinstance(hand.kiosk.engine, QQmlEngine)
    return found


def test_every_word_stands_out_from_its_ground_by_seven_to_one(theme: QObject) -> None:
    faint = [pair for pair in TEXT_ON_GROUND if contrast(*(colour(theme, name) for name in pair)) < CONTRAST]
    assert not faint


def test_every_sign_stands_out_by_three_to_one(theme: QObject) -> None:
    faint = [pair for pair in SIGN_ON_GROUND if contrast(*(colour(theme, name) for name in pair)) < SIGN_CONTRAST]
    assert not faint


@pytest.mark.parametrize("reduced", [False, True])
def test_a_page_slides_in_only_where_motion_is_wanted(open_hand: Callable[..., Hand], reduced: bool) -> None:
    hand = open_hand(reduce_motion=reduced)
    hand.clock.advance(1)
    hand.bridges.visit.choose("es")
    assert at_rest(hand) is reduced


@pytest.mark.parametrize("reduced", [False, True])
def test_the_sign_of_a_call_breathes_only_where_motion_is_wanted(open_hand: Callable[..., Hand], reduced: bool) -> None:
    hand = open_hand(reduce_motion=reduced)
    hand.tap("card-es", "call")
    if reduced:
        assert {item.scale() for item in hand.items()} == {1}
    else:
        hand.until(lambda: any(item.scale() < 1 for item in hand.items()))
