"""The printers' pages for QML. One rule: it says printed only when the printer said so, and asks beside the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.ports.paper import PrintOutcome
from kiosk.ports.staff import PrinterDesk, PrinterShelf, PrinterState, ShownPrinter
from ui.bridge.cards import Card, card
from ui.bridge.crossing import Crossing
from ui.bridge.gate import staffed
from ui.bridge.pages import Cover
from ui.bridge.place import GuestPlace

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1

LOOK_SECONDS = 3.0
"""How often printers are looked for while their page is open, so that one appears when it is plugged in."""
Came = PrintOutcome | str | None
"""What came of something done at the printers: of a test its outcome, of setting up the printer's name."""
Work = Callable[[PrinterDesk], Came]


@QmlElement
class StaffPrintersBridge(QObject):
    """What is set up and what was found; and one printer's own page."""

    shelfChanged = Signal()

    def __init__(self, place: GuestPlace, crossing: Crossing) -> None:
        super().__init__()
        self.place = place
        self._crossing = crossing
        self._shelf: PrinterShelf | None = None
        self._name = ""
        self._said = ""
        self._sure = False
        self._busy = False
        self._looked = place.services.clock.monotonic()

    @Property(list, notify=shelfChanged)
    def cards(self) -> list[Card]:
        """Every printer, those in use first."""
        say, shelf = self.place.catalogue.say, self._shelf or PrinterShelf()
        standing = [
            card(say(f"staff.printers.{one.kind}"), _sign(one), name=f"use-{one.name}", hint=self._about(one))
            for one in shelf.standing
        ]
        found = [
            card(say(f"staff.printers.{one.kind}"), "plus", name=f"found-{index}", hint=say("staff.printers.found"))
            for index, one in enumerate(shelf.found)
        ]
        return standing + found

    @Property(str, notify=shelfChanged)
    def hint(self) -> str:
        """What to do on the page of all printers."""
        say = self.place.catalogue.say
        if self._said:
            return say(self._said)
        if self._shelf is None:
            return say("staff.looking")
        return say("staff.printers.hint" if self._shelf.standing or self._shelf.found else "staff.printers.none")

    @Property(str, notify=shelfChanged)
    def title(self) -> str:
        """The heading of the one printer's page."""
        shown = self._shown()
        return self.place.catalogue.say(f"staff.printers.{shown.kind}") if shown else ""

    @Property(str, notify=shelfChanged)
    def sentence(self) -> str:
        """What became of what was asked last, else how the one printer is."""
        shown, say = self._shown(), self.place.catalogue.say
        if self._said:
            return say(self._said)
        return say(f"staff.advice.printer.{shown.state.value}") if shown else ""

    @Property(list, notify=shelfChanged)
    def acts(self) -> list[Card]:
        """The one printer's papers, its cutter, and what can be done with it."""
        shown, say = self._shown(), self.place.catalogue.say
        if shown is None:
            return []
        papers = [card(say(f"staff.printer.{paper}"), _sheet(paper), name=paper) for paper in shown.papers]
        remove = "staff.printer.remove.sure" if self._sure else "staff.printer.remove"
        return [
            *papers,
            card(say("staff.printer.cutter"), "cut", name="cutter"),
            card(say("staff.printer.test"), "print", name="test"),
            card(say(remove), "delete", name="remove"),
        ]

    @Property(list, notify=shelfChanged)
    def marked(self) -> list[str]:
        """Names of the cards that hold for the one printer."""
        shown = self._shown()
        return [shown.paper, *(["cutter"] if shown.cutter else [])] if shown else []

    @Slot(str)
    @staffed
    def choose(self, name: str) -> None:
        """A card of all printers: one in use is opened, one that was found is set up with one touch."""
        kind, _, which = name.partition("-")
        if kind == "use":
            self._open(which)
        elif self._shelf is not None and int(which) < len(self._shelf.found):
            found = self._shelf.found[int(which)]
            self._do(lambda desk: desk.set_up(found))

    @Slot(str)
    @staffed
    def act(self, name: str) -> None:
        """A card of the one printer."""
        shown, printer = self._shown(), self._name
        if shown is None or self._busy:
            return
        sure, self._sure = self._sure, name == "remove"
        if name == "cutter":
            self._do(lambda desk: desk.change(printer, cutter=not shown.cutter))
        elif name == "test":
            self._say("staff.printer.printing")
            language = self.place.language
            self._do(lambda desk: desk.test(printer, language))
        elif name != "remove":
            self._do(lambda desk: desk.change(printer, paper=name))
        elif sure:
            self._do(lambda desk: desk.remove(printer))
        else:
            self.shelfChanged.emit()

    def look(self) -> None:
        """Ask every printer anew."""
        self._said = ""
        self._do(_only_look)

    def tick(self) -> None:
        """Look again from time to time; what was said last stays."""
        if self.place.services.clock.monotonic() - self._looked >= LOOK_SECONDS:
            self._do(_only_look, keeps=True)

    def _do(self, work: Work, keeps: bool = False) -> None:
        """Do it beside the window, look at all printers afterwards, and say what came of it."""
        if self._busy:
            return
        self._busy = True
        desk = self.place.services.staff.printers
        said = self._said if keeps else ""
        self._crossing.run(lambda: (work(desk), desk.look()), lambda came: self._done(came, said))

    def _done(self, came: tuple[Came, PrinterShelf] | None, said: str) -> None:
        self._busy, self._looked = False, self.place.services.clock.monotonic()
        outcome, self._shelf = came or (None, self._shelf)
        if came is None:
            self._said = "staff.not-kept"
        else:
            self._said = f"staff.printer.{outcome.value}" if isinstance(outcome, PrintOutcome) else said
        if isinstance(outcome, str) and max(self.place.covers, default=None) is Cover.PRINTERS:
            self._open(outcome)
        elif self._shown() is None:
            self.place.hide(Cover.PRINTER)
        self.shelfChanged.emit()

    def _open(self, name: str) -> None:
        self._name, self._said, self._sure = name, "", False
        self.place.show(Cover.PRINTER)
        self.shelfChanged.emit()

    def _shown(self) -> ShownPrinter | None:
        standing = self._shelf.standing if self._shelf else ()
        return next((one for one in standing if one.name == self._name), None)

    def _about(self, one: ShownPrinter) -> str:
        say = self.place.catalogue.say
        paper = f"{say(f'staff.printer.{one.paper}')} · " if one.paper else ""
        return paper + say(f"staff.advice.printer.{one.state.value}")

    def _say(self, key: str) -> None:
        self._said = key
        self.shelfChanged.emit()


def _only_look(desk: PrinterDesk) -> None:
    """Looking follows every work."""


def _sheet(paper: str) -> str:
    return "roll" if paper.isdigit() else "sheet"


def _sign(one: ShownPrinter) -> str:
    return "print" if one.state in (PrinterState.READY, PrinterState.NO_ANSWER) else "incident"
