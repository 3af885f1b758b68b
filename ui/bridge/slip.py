"""The paper and the last page for QML. One rule: handed over is never printed; else the code stands on the screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.ports.paper import PrintOutcome, SlipContent
from kiosk.visit.answer import PaperChoice
from kiosk.visit.flow import EndStep
from ui.bridge.crossing import Crossing
from ui.bridge.gate import tapped
from ui.bridge.place import GuestPlace

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1

END_SECONDS = 30.0
"""How long the last page stays untouched before it closes by itself."""


@QmlElement
class SlipBridge(QObject):
    """`state` is one of: "" (no paper), printing, printed, screen, deleted."""

    stateChanged = Signal()

    def __init__(self, place: GuestPlace, crossing: Crossing) -> None:
        super().__init__()
        self.place = place
        self._crossing = crossing
        self._state = ""
        self._came_out = False
        self._quiet_since = 0.0
        self._slip: SlipContent | None = None
        self.serial = 0
        place.left.connect(self._forget)

    @Property(str, notify=stateChanged)
    def state(self) -> str:
        return self._state

    @Property(str, notify=stateChanged)
    def sentence(self) -> str:
        """The catalogue's key of what became of the paper."""
        if self._state == "deleted" and self._came_out:
            return "end.deleted.paper"
        return f"end.{self._state}" if self._state else ""

    @Property(str, notify=stateChanged)
    def code(self) -> str:
        return self._slip.code if self._slip and self._state == "screen" else ""

    @Property(str, notify=stateChanged)
    def picture(self) -> str:
        """Where QML finds the QR; a new name for every guest, nothing of theirs in it."""
        return f"image://slip/{self.serial}" if self.code else ""

    @Property(int, notify=stateChanged)
    def modules(self) -> int:
        """Modules along a side of the QR, without its quiet zone."""
        return len(self.matrix())

    @Property(bool, notify=stateChanged)
    def canDelete(self) -> bool:
        return self._state != "deleted" and self.place.finished is not None

    @Slot(str)
    @tapped
    def choose(self, name: str) -> None:
        """A card of the paper page: print, no-paper or delete."""
        choice = PaperChoice(name)
        if choice is PaperChoice.DELETE:
            self._delete()
        self.place.go(lambda flow: flow.choose_paper(choice))
        self.serial += 1
        self._quiet_since = self.place.services.clock.monotonic()
        if choice is PaperChoice.PRINT:
            self._print()

    @Slot()
    @tapped
    def deleteNow(self) -> None:
        self._delete()
        self.place.flow.choose_paper(PaperChoice.DELETE)
        self.stateChanged.emit()

    @Slot()
    @tapped
    def close(self) -> None:
        self.end()

    def end(self) -> None:
        """The guest is done; an adult with this person follows when the volunteer said so."""
        self.place.leave(self.place.visit.link_next() if self.place.adult_follows else None)

    def matrix(self) -> list[list[bool]]:
        """The modules of the QR on the screen; empty when none stands there."""
        if self._slip is None or self._state != "screen":
            return []
        return [list(row) for row in self.place.services.qr_matrix(self._slip.digits)]

    def touch(self) -> None:
        self._quiet_since = self.place.services.clock.monotonic()

    @property
    def over(self) -> bool:
        """Whether the last page has stood long enough; never while it prints or shows a code to photograph."""
        quiet = self.place.services.clock.monotonic() - self._quiet_since
        resting = isinstance(self.place.step, EndStep) and self._state not in ("printing", "screen")
        return resting and quiet >= END_SECONDS

    @property
    def can_print_again(self) -> bool:
        """Whether a paper of this visit may be printed, now that it is over: until the guest goes, or deletes it."""
        return isinstance(self.place.step, EndStep) and self._state not in ("printing", "deleted")

    def print_again(self) -> None:
        """The same record once more, on the volunteer's word."""
        self.serial += 1
        self.touch()
        self._print()

    def _print(self) -> None:
        self._become("printing")
        serial = self.serial
        if not self.place.guarded("print", lambda: self._hand_over(serial)):
            self._printed(serial, PrintOutcome.NOT_PRINTED)

    def _hand_over(self, serial: int) -> None:
        self._slip = self._paper()
        done: Callable[[PrintOutcome], None] = self._crossing.bring(lambda outcome: self._printed(serial, outcome))
        self.place.services.reception.print_slip(self._slip, done)

    def _paper(self) -> SlipContent:
        """This visit's slip, or a leaflet where everybody gets those; asked for again, the same."""
        finished, present = self.place.finished, self._slip
        if finished is not None and not self.place.leaflets_only:
            return finished.slip
        if present is not None and (finished is None or present is not finished.slip):
            return present
        return self.place.services.reception.leaflet(self.place.language)

    def _printed(self, serial: int, outcome: PrintOutcome) -> None:
        if serial != self.serial or self._state != "printing":
            return
        self.touch()
        if outcome is PrintOutcome.PRINTED:
            self._become("printed")
        else:
            self._become("screen" if self._slip else "")

    def _delete(self) -> None:
        finished = self.place.finished
        if finished is not None:
            self.place.services.reception.delete(finished)
        self.place.finished = None
        self._slip = None
        self._came_out = self._state in ("printing", "printed")
        self._become("deleted")

    @Slot()
    def _forget(self) -> None:
        self.serial += 1
        self._slip = None
        self._become("")

    def _become(self, state: str) -> None:
        self._state = state
        self.stateChanged.emit()
