"""Leaflets in a stack, for QML. One rule: one after the other, and the first that does not come out ends the stack."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.ports.paper import PrintOutcome
from kiosk.visit.record import Event
from ui.bridge.cards import Card, card
from ui.bridge.crossing import Crossing
from ui.bridge.gate import staffed
from ui.bridge.place import GuestPlace

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1

MOST = 50
STEP = 5


@QmlElement
class StaffLeafletsBridge(QObject):
    """How many leaflets are wanted, and what became of them; whether everybody gets leaflets only."""

    changed = Signal()

    def __init__(self, place: GuestPlace, crossing: Crossing) -> None:
        super().__init__()
        self.place = place
        self._crossing = crossing
        self._wanted = STEP
        self._left = 0
        self._said = ""
        place.covered.connect(self.changed)

    @Property(list, notify=changed)
    def cards(self) -> list[Card]:
        return [card(self.place.catalogue.say("corner.leaflets"), "leaflet", name="leaflets")]

    @Property(list, notify=changed)
    def marked(self) -> list[str]:
        return ["leaflets"] if self.place.leaflets_only else []

    @Property(int, notify=changed)
    def wanted(self) -> int:
        return self._wanted

    @Property(int, constant=True)
    def most(self) -> int:
        return MOST

    @Property(bool, notify=changed)
    def printing(self) -> bool:
        return self._left > 0

    @Property(str, notify=changed)
    def sentence(self) -> str:
        say = self.place.catalogue.say
        return say(self._said) if self._said else say("staff.paper.hint")

    @Slot(int)
    @staffed
    def want(self, count: int) -> None:
        """The stepper moved by one; the stack by five."""
        step = STEP if count > self._wanted else -STEP
        self._wanted = min(MOST, max(STEP, self._wanted + step))
        self.changed.emit()

    @Slot()
    @staffed
    def switchOnly(self) -> None:
        self.place.print_leaflets_only(not self.place.leaflets_only)
        self.changed.emit()

    @Slot()
    @staffed
    def print(self) -> None:
        """Begin the stack, or end the one under way."""
        if self._left:
            self._left = 0
            self._become("")
        else:
            self._left = self._wanted
            self._next()

    def _next(self) -> None:
        reception, language = self.place.services.reception, self.place.language
        done = self._crossing.bring(self._printed)
        self._become("staff.printer.printing")
        if not self.place.guarded("leaflet", lambda: reception.print_slip(reception.leaflet(language), done)):
            self._printed(PrintOutcome.NOT_PRINTED)

    def _printed(self, outcome: PrintOutcome) -> None:
        if not self._left:
            return
        if outcome is not PrintOutcome.PRINTED:
            self._left = 0
            self.place.note(Event.OUTAGE)
            self._become("staff.paper.stopped")
            return
        self._left -= 1
        if self._left and self.place.staffed:
            self._next()
        else:
            self._left = 0
            self._become("staff.printer.printed")

    def _become(self, said: str) -> None:
        self._said = said
        self.changed.emit()
