"""The staff door for QML, and how the kiosk is. One rule: no count, no list, no way to a visit.

What lies behind the door (`ui.bridge.staff_rooms`) is loaded when somebody has passed it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.bridge.cards import Card, card
from ui.bridge.crossing import Crossing
from ui.bridge.gate import staffed, tapped
from ui.bridge.pages import STAFF, Cover
from ui.bridge.place import GuestPlace

if TYPE_CHECKING:
    from kiosk.ports.finding import Finding
    from ui.bridge.staff_rooms import StaffRooms

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST_PIN = 12
SETTINGS = {
    "printers": "print",
    "leaflets": "leaflet",
    "languages": "language",
    "offers": "things",
    "screen": "screen",
    "shift": "shift",
}
"""Pages behind the door, with their pictograms; staff.settings.NAME is what they are called."""


class Line(Card):
    """A line of the status page, laid out as a card: its label in words, and in `hint` what to do."""

    works: bool


@QmlElement
class StaffBridge(QObject):
    """The keypad and the status page."""

    pinChanged = Signal()
    linesChanged = Signal()
    opened = Signal()
    exitAsked = Signal()

    def __init__(self, place: GuestPlace, crossing: Crossing) -> None:
        super().__init__()
        self.place = place
        self._crossing = crossing
        self._pin = ""
        self._checking = False
        self._wrong = False
        self._wait = 0
        self._status: Sequence[Finding] = ()
        self._asking = False
        self._rooms: StaffRooms | None = None
        self.starts_again = False
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
        return [self._line(finding) for finding in self._status]

    @Property(str, notify=linesChanged)
    def hint(self) -> str:
        """What the status page says while it has nothing to show."""
        if self._status:
            return ""
        return self.place.catalogue.say("staff.looking" if self._asking else "staff.not-kept")

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

    @Property(QObject, notify=opened)
    def rooms(self) -> QObject | None:
        """A StaffRooms, as soon as somebody has passed the door."""
        return self._rooms

    @Property(list, notify=linesChanged)
    def settings(self) -> list[Card]:
        """What staff can set, as cards named for their pages."""
        say = self.place.catalogue.say
        return [card(say(f"staff.settings.{name}"), sign, name=name) for name, sign in SETTINGS.items()]

    @Property(list, notify=linesChanged)
    def endings(self) -> list[Card]:
        """How a shift can end."""
        say = self.place.catalogue.say
        return [card(say("staff.shift.again"), "shift", name="again"), card(say("staff.exit"), "power", name="close")]

    @Slot(str)
    @staffed
    def open(self, name: str) -> None:
        """A page of the staff area, by the name of its cover."""
        self.place.show(Cover[name.upper()])
        if self._rooms is not None:
            self._rooms.entered()

    @Slot()
    @staffed
    def up(self) -> None:
        """Back to the page of the staff area that this one was opened from."""
        self.place.hide(max(self.place.covers & STAFF))
        if max(self.place.covers & STAFF, default=None) is Cover.STATUS:
            self._ask()

    @Slot()
    @tapped
    def leave(self) -> None:
        self.place.hide(Cover.PIN, Cover.CORNER, *STAFF)

    @Slot()
    @staffed
    def exit(self) -> None:
        self.exitAsked.emit()

    @Slot()
    @staffed
    def endShift(self) -> None:
        """Close, and begin anew with an empty memory."""
        self.starts_again = True
        self.exitAsked.emit()

    def tick(self) -> None:
        """Count the delay after a wrong code down, while the keypad is open; look at printers while their page is."""
        if self._rooms is not None:
            self._rooms.tick()
        if Cover.PIN in self.place.covers:
            wait = self.place.services.staff.wait_seconds()
            if wait != self._wait:
                self._wait = wait
                self.pinChanged.emit()

    def _line(self, finding: Finding) -> Line:
        from kiosk.doctor.said import say

        said = say(finding, self.place.catalogue)
        return Line(**card(said.sentence, "status", hint=said.advice), works=finding.is_well)

    def _checked(self, right: bool | None) -> None:
        self._checking, self._wrong = False, not right
        self._wait = self.place.services.staff.wait_seconds()
        self.pinChanged.emit()
        if right and Cover.PIN in self.place.covers:
            self._open_door()

    def _open_door(self) -> None:
        if self._rooms is None:
            from ui.bridge.staff_rooms import StaffRooms

            self._rooms = StaffRooms(self.place, self._crossing)
            self.opened.emit()
        self._status = ()
        self.place.hide(Cover.PIN)
        self.place.show(Cover.STATUS)
        self._ask()

    def _ask(self) -> None:
        """How things are may have changed: ask beside the window; what was told last stays meanwhile."""
        self._asking = True
        self.linesChanged.emit()
        self._crossing.run(self.place.services.staff.status, self._told)

    def _told(self, status: Sequence[Finding] | None) -> None:
        from kiosk.ports.finding import State

        self._asking = False
        told = (finding for finding in status or () if finding.state is not State.NOT_APPLICABLE)
        self._status = sorted(told, key=lambda finding: finding.is_well)
        self.linesChanged.emit()

    @Slot()
    def _covered(self) -> None:
        if Cover.PIN not in self.place.covers and (self._pin or self._wrong):
            self._wrong = False
            self._enter("")

    def _enter(self, pin: str) -> None:
        self._pin = pin
        self.pinChanged.emit()
