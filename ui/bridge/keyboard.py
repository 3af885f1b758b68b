"""Moves the keyboard's place over a page. One rule: what a finger reaches, keys reach, in the order of reading.

Tab and Shift-Tab go through the page and round again, arrows to the neighbour on the screen; Space and Enter press, by
the controls themselves. Two switches that send Tab and Enter are enough; for a single one see `ui.bridge.scanning`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtQuick import QQuickWindow

from ui.bridge.reading import Box, Way, neighbour, reading_rows

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtQuick import QQuickItem


class Keyboard(QObject):
    """An event filter for one window; takes Tab and the arrows."""

    def __init__(self, window: QQuickWindow, right_to_left: Callable[[], bool]) -> None:
        super().__init__()
        self._window = window
        self._right_to_left = right_to_left

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 (Qt calls it so)
        return event.type() == QEvent.Type.KeyPress and self._moved(cast("QKeyEvent", event).key())

    def controls(self) -> list[QQuickItem]:
        """Everything that can be pressed now, in the order of reading."""
        return [item for row in self.rows() for item in row]

    def rows(self) -> list[list[QQuickItem]]:
        """The same, row by row."""
        found = list(_pressable(self._window.contentItem()))
        rows = reading_rows([_box(item) for item in found], self._right_to_left())
        return [[found[index] for index in row] for row in rows]

    def _moved(self, key: int) -> bool:
        step, way = _steps().get(key), _ways().get(key)
        controls = self.controls() if step or way else []
        if controls:
            from PySide6.QtCore import Qt

            controls[self._next(controls, step, way)].forceActiveFocus(Qt.FocusReason.TabFocusReason)
        return bool(step or way)

    def _next(self, controls: list[QQuickItem], step: int | None, way: Way | None) -> int:
        here = self._window.activeFocusItem()
        if here not in controls:
            return -1 if step == -1 else 0
        place = controls.index(here)
        if way is None:
            return (place + (step or 0)) % len(controls)
        beside = neighbour([_box(item) for item in controls], place, way)
        return place if beside is None else beside


@cache
def _steps() -> dict[int, int]:
    """Keys that go through the page. `Qt` costs 11 ms: it comes with the first key, not with the first frame."""
    from PySide6.QtCore import Qt

    return {Qt.Key.Key_Tab.value: 1, Qt.Key.Key_Backtab.value: -1}


@cache
def _ways() -> dict[int, Way]:
    """The arrow keys."""
    from PySide6.QtCore import Qt

    keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
    return {key.value: way for key, way in zip(keys, Way, strict=True)}


def _pressable(item: QQuickItem) -> Iterator[QQuickItem]:
    if not item.isVisible() or not item.isEnabled():
        return
    if item.inherits("QQuickAbstractButton"):
        yield item
    for child in item.childItems():
        yield from _pressable(child)


def _box(item: QQuickItem) -> Box:
    place = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
    return Box(place.x(), place.y(), place.width(), place.height())
