"""A hand before the screen: finds controls as a screen reader does, by role and name, and touches them.

One rule: it knows nothing of the program but what a person with a screen reader could know.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QMouseEvent
from PySide6.QtQuick import QQuickWindow

from kiosk.problem import Problem

PRESS, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease


class NotOnScreen(Problem):
    """No control with that name can be touched now."""

    code = "not-on-screen"


class Hand:
    """One finger. It acts as a mouse does, for which Qt needs no part of its test library; fingers proper are shown by
    the journeys of the tests.
    """

    def __init__(self) -> None:
        QAccessible.setActive(True)

    def touch(self, window: QQuickWindow, name: str) -> None:
        """Touch the control of this name. Raises NotOnScreen with what can be touched instead."""
        names = [self._name(control) for control in _buttons(window)]
        control = next((one for one in _buttons(window) if self._answers_to(one, name)), None)
        if control is None:
            raise NotOnScreen(f"Nothing named “{name}” can be touched here, only: {', '.join(names)}.")
        middle = control.rect().center() - window.position()
        self.touch_at(window, middle)

    def can_touch(self, window: QQuickWindow, name: str) -> bool:
        """Whether a control of this name is there now."""
        return any(self._answers_to(one, name) for one in _buttons(window))

    def touch_at(self, window: QQuickWindow, point: QPoint) -> None:
        """Press and lift at a point of the window, in its own pixels."""
        for act, held in ((PRESS, Qt.MouseButton.LeftButton), (RELEASE, Qt.MouseButton.NoButton)):
            here, there = QPointF(point), QPointF(window.mapToGlobal(point))
            event = QMouseEvent(act, here, there, Qt.MouseButton.LeftButton, held, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.sendEvent(window, event)

    def _answers_to(self, control: QAccessibleInterface, name: str) -> bool:
        own = self._name(control)
        return own == name or own.startswith(f"{name}, ")

    @staticmethod
    def _name(control: QAccessibleInterface) -> str:
        return control.text(QAccessible.Text.Name)


def _buttons(window: QQuickWindow) -> Iterator[QAccessibleInterface]:
    """Controls that can be touched, what lies on top first."""
    root = QAccessible.queryAccessibleInterface(window)
    if root is not None:
        yield from _below(root)


def _below(parent: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for index in reversed(range(parent.childCount())):
        child = parent.child(index)
        if child is None or child.state().invisible or child.state().disabled:
            continue
        if child.role() == QAccessible.Role.Button:
            yield child
        yield from _below(child)
