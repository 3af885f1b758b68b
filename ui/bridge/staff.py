"""The staff door for QML. One rule: it shows how the kiosk is and closes it; no count, no list, no way to a visit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.ports.reception import StatusLine
from ui.bridge.cards import Card, card
from ui.bridge.crossing import Crossing
from ui.bridge.gate import tapped
from ui.bridge.pages import Cover
from ui.bridge.place import GuestPlace

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST_PIN = 12


class Line(Card):
    """A line of the status page, laid out as a card: its label in words, and in `hint` what to do."""

    works: bool


@QmlElement
class StaffBridge(QObject):
    """The keypad and the status page."""

    pinChanged = Signal()
    linesChanged = Signal()
    exitAsked = Signal()

    def __init__(self, place: GuestPlace, crossing: Crossing) -> None:
        super().__init__()
        self.place = place
        self._crossing = crossing
        self._pin = ""
        self._checking = False
        self._wrong = False
        self._wait = 0
        self._status: Sequence[StatusLine] = ()
        place.covered.connect(self._covered)
        place.reworded.connect(self.linesChanged)
        place.reworded.connect(self.pinChanged)

    @Property(int, notify=pinChanged)
    def entered(self) -> int:
        return len(self._pin)

    @Property(bool, notify=pinChanged)
    def ready(self) -> bool:
        """Whether a code may be tried now."""
        return not self._checking and self._wait == 0

    @Property(str, notify=pinChanged)
    def sentence(self) -> str:
        if not self._wrong:
            return ""
        say = self.place.catalogue.say
        return say("staff.pin.wrong", seconds=self._wait) if self._wait else say("staff.pin.again")

    @Property(list, notify=linesChanged)
    def lines(self) -> list[Line]:
        return [self._line(line) for line in self._status]

    @Slot(str)
    @tapped
    def press(self, digit: str) -> None:
        if len(self._pin) < LONGEST_PIN:
            self._enter(self._pin + digit)

    @Slot()
    @tapped
    def backspace(self) -> None:
        self._enter(self._pin[:-1])

    @Slot()
    @tapped
    def enter(self) -> None:
        if not self._pin or self._checking or self._wait:
            return
        pin, self._checking = self._pin, True
        self._enter("")
        self._crossing.run(lambda: self.place.services.staff.check_pin(pin), self._checked)

    @Slot()
    @tapped
    def leave(self) -> None:
        self.place.hide(Cover.PIN, Cover.STATUS, Cover.CORNER)

    @Slot()
    @tapped
    def exit(self) -> None:
        if Cover.STATUS in self.place.covers:
            self.exitAsked.emit()

    def tick(self) -> None:
        """Count the delay after a wrong code down, while the keypad is open."""
        if Cover.PIN in self.place.covers:
            wait = self.place.services.staff.wait_seconds()
            if wait != self._wait:
                self._wait = wait
                self.pinChanged.emit()

    def _line(self, line: StatusLine) -> Line:
        say = self.place.catalogue.say
        state = say("staff.works" if line.works else "staff.attention")
        advice = "" if line.works else say(f"staff.advice.{line.key.value}")
        shown = card(f"{say(f'staff.{line.key.value}')} – {state}", "status", hint=advice)
        return Line(**shown, works=line.works)

    def _checked(self, right: bool | None) -> None:
        self._checking, self._wrong = False, not right
        self._wait = self.place.services.staff.wait_seconds()
        self.pinChanged.emit()
        if right and Cover.PIN in self.place.covers:
            self.place.hide(Cover.PIN)
            self.place.show(Cover.STATUS)
            self._crossing.run(self.place.services.staff.status, self._told)

    def _told(self, status: Sequence[StatusLine] | None) -> None:
        self._status = status or ()
        self.linesChanged.emit()

    def _covered(self) -> None:
        if Cover.PIN not in self.place.covers and (self._pin or self._wrong):
            self._wrong = False
            self._enter("")

    def _enter(self, pin: str) -> None:
        self._pin = pin
        self.pinChanged.emit()
