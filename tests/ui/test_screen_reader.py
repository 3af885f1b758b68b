"""What a screen reader is told, from Qt's accessibility tree itself: names, roles, states and the order of it all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem

from tests.ui.hand import Hand
from tests.ui.house import services
from tests.ui.structure import controls, texts
from tests.ui.walker import walk

SPOKEN = {QAccessible.Role.Button, QAccessible.Role.Heading, QAccessible.Role.StaticText, QAccessible.Role.Graphic}
SPOKEN |= {QAccessible.Role.CheckBox, QAccessible.Role.EditableText}
FRAMES = {QAccessible.Role.Window, QAccessible.Role.Client, QAccessible.Role.Application, QAccessible.Role.Pane}


@dataclass(frozen=True)
class Told:
    """One thing that is read out."""

    role: QAccessible.Role
    name: str
    checked: bool


def told(hand: Hand) -> list[Told]:
    """Everything that a screen reader comes to, in its order."""
    hand.kiosk.window.grabWindow()
    root = QAccessible.queryAccessibleInterface(hand.kiosk.window)
    assert root is not None
    return [
        Told(face.role(), face.text(QAccessible.Text.Name), bool(face.state().checked))
        for face in _below(root)
        if face.role() not in FRAMES
    ]


def _below(face: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for index in range(face.childCount()):
        child = face.child(index)
        if child is not None and not child.state().invisible:
            yield child
            yield from _below(child)


@pytest.mark.parametrize("language", ["es", "ar"])
def test_every_page_is_told_whole_and_begins_with_its_heading(open_hand: Callable[..., Hand], language: str) -> None:
    hand, wrong = open_hand(services("covid-2021")), []
    for page in walk(hand, language):
        heard, items = told(hand), list(hand.items())
        roles, names = [each.role for each in heard], [each.name for each in heard]
        pressed = [each for each in heard if each.role in (QAccessible.Role.Button, QAccessible.Role.CheckBox)]
        if not set(roles) <= SPOKEN:
            wrong.append((page, "roles", set(roles) - SPOKEN))
        if not all(name.strip() for name in names):
            wrong.append((page, "nameless", heard))
        if roles[0] is not QAccessible.Role.Heading or roles.count(QAccessible.Role.Heading) != 1:
            wrong.append((page, "heading", roles))
        if len(pressed) != len(controls(items)):
            wrong.append((page, "controls", [each.name for each in pressed]))
        silent = [text for text in _words(items) if not any(text in name for name in names)]
        if silent:
            wrong.append((page, "silent", silent))
    assert not wrong, "\n".join(map(str, wrong))


def _words(items: list[QQuickItem]) -> list[str]:
    """Every text on the page but signs that stand for a number of keys, which is told in words."""
    return [text.property("text") for text in texts(items) if text.property("text").strip("•–")]


def test_a_marked_card_is_told_as_marked(hand: Hand) -> None:
    hand.to_question("sick")
    hand.tap("card-2")
    marked = [each for each in told(hand) if each.checked]
    assert len(marked) == 1
    assert marked[0].name == "Fiebre o escalofríos, " + hand.bridges.place.catalogue.say("bar.chosen")


def test_what_lies_under_a_cover_is_not_told(hand: Hand) -> None:
    hand.to_question("sick")
    below = hand.bridges.visit.title
    hand.tap("corner")
    assert below not in [each.name for each in told(hand)]


def test_cards_are_told_in_the_order_in_which_they_are_read(hand: Hand) -> None:
    hand.to_question("sick")
    names = [each.name for each in told(hand) if each.role is QAccessible.Role.Button]
    cards = [card["label"] for card in hand.bridges.visit.cards]
    assert [name for name in names if name in cards] == cards
    assert names.index(cards[-1]) < names.index(hand.bridges.place.catalogue.say("bar.decline"))
