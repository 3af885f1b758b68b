"""Each detector finds the fault that is planted for it, and nothing on a page without faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickWindow

from tests.ui.hand import settle, visible_items
from tests.ui.structure import findings, headings, nameless, not_mirrored, unequal
from ui.bridge.fonts import use_fonts

PAGE = """
import QtQuick
import QtQuick.Templates as T
Window {
    width: 1280; height: 800; visible: true; color: "white"
    component Heading: Text {
        x: 20; y: 10; font.pixelSize: 40; text: "Heading"
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    component Button: T.AbstractButton { width: 200; height: 120; Accessible.name: text }
    Heading {}
    %s
}
"""
FAULTS = {
    "truncated": 'Text { y: 200; width: 90; text: "an unbreakable"; font.pixelSize: 40; wrapMode: Text.WordWrap }',
    "outside": 'Text { x: 1200; y: 200; text: "far too long for this edge"; font.pixelSize: 30 }',
    "overlap": 'Button { y: 300; text: "one" } Button { x: 100; y: 350; text: "two" }',
    "small": 'Button { y: 300; width: 116; text: "small" }',
    "faint": 'Text { y: 300; color: "#777777"; font.pixelSize: 40; text: "faint" }',
    "nameless": "Button { y: 300 }",
    "headings": "Heading { y: 300 }",
    "glyphless": 'Text { y: 300; font.pixelSize: 40; text: "\\uE123" }',
}
MORE_FAULTS = {
    "truncated": 'Text { y: 200; width: 90; text: "cut short here"; elide: Text.ElideRight; font.pixelSize: 30 }',
    "outside": 'Button { y: 300; text: "b"; Text { x: 150; y: 40; font.pixelSize: 40; text: "beyond" } }',
    "overlap": 'Text { y: 305; text: "under"; font.pixelSize: 40 } Button { y: 300; text: "over" }',
    "small": 'Button { y: 300; height: 80; text: "flat" }',
}
SOUND = """
    Text { y: 200; font.pixelSize: 40; text: "sound" }
    Button { y: 300; text: "a" }
    Button { x: 300; y: 300; text: "b" }
"""


@pytest.fixture
def show(qapp: object) -> Iterator[Callable[[str], QQuickWindow]]:
    QAccessible.setActive(True)
    use_fonts()
    engine = QQmlEngine()
    kept: list[object] = []

    def show_one(snippet: str) -> QQuickWindow:
        component = QQmlComponent(engine)
        component.setData((PAGE % snippet).encode(), "")
        window = component.create()
        assert isinstance(window, QQuickWindow), component.errorString()
        kept.extend([component, window])
        settle()
        return window

    yield show_one
    kept.clear()
    settle()


def kinds(window: QQuickWindow) -> set[str]:
    return {finding.kind for finding in findings(window, 10.1)}


def test_a_sound_page_has_no_findings(show: Callable[[str], QQuickWindow]) -> None:
    assert kinds(show(SOUND)) == set()


@pytest.mark.parametrize("kind", FAULTS)
def test_a_planted_fault_is_found(show: Callable[[str], QQuickWindow], kind: str) -> None:
    assert kind in kinds(show(FAULTS[kind]))


@pytest.mark.parametrize("kind", MORE_FAULTS)
def test_its_other_form_is_found_too(show: Callable[[str], QQuickWindow], kind: str) -> None:
    assert kind in kinds(show(MORE_FAULTS[kind]))


def test_a_page_without_a_heading_is_found(show: Callable[[str], QQuickWindow]) -> None:
    items = [item for item in visible_items(show("").contentItem()) if not item.property("text")]
    assert [finding.where for finding in headings(items)] == ["0"]


def test_the_space_at_the_end_of_an_arabic_line_is_no_fault(show: Callable[[str], QQuickWindow]) -> None:
    words = 'text: "سعال أو حلق أو أنف"; font.pixelSize: 64; font.bold: true; wrapMode: Text.WordWrap'
    assert kinds(show(f"Text {{ y: 200; width: 430; {words} }}")) == set()
    assert kinds(show(f"Text {{ y: 200; width: 100; {words} }}")) == {"truncated"}


def test_a_name_of_spaces_is_no_name(show: Callable[[str], QQuickWindow]) -> None:
    items = list(visible_items(show('Button { y: 300; text: "  " }').contentItem()))
    assert list(nameless(items))


def test_a_control_that_keeps_its_side_is_found() -> None:
    left = {"back": QRectF(36, 0, 120, 120), "middle": QRectF(580, 0, 120, 120)}
    assert [finding.where for finding in not_mirrored(left, left, 1280)] == ["back"]


def test_a_smaller_way_on_is_found() -> None:
    ways = {"way0": QRectF(600, 600, 250, 118), "way1": QRectF(900, 600, 300, 118)}
    assert [finding.kind for finding in unequal(ways)] == ["unequal"]


def test_cards_that_keep_their_order_in_a_row_are_found() -> None:
    left = {"card-1": QRectF(36, 0, 300, 120), "card-2": QRectF(360, 0, 300, 120)}
    assert [finding.kind for finding in not_mirrored(left, left, 1280)] == ["not mirrored"]


def test_a_mirrored_page_is_sound() -> None:
    left = {"back": QRectF(36, 0, 120, 120), "card-1": QRectF(36, 200, 300, 120), "card-2": QRectF(360, 200, 300, 120)}
    right = {name: QRectF(1280 - box.right(), box.y(), box.width(), box.height()) for name, box in left.items()}
    assert list(not_mirrored(left, right, 1280)) == []
