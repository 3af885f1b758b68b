"""Walks through every page and cover of the window, for the structural checks and for pictures of every screen.

It acts through the bridges, not with a finger: the journeys of test_journeys.py touch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kiosk.ports.paper import PrintOutcome
from tests.ui.hand import Hand, settle
from tests.ui.house import PIN
from ui.bridge.pages import Cover

SIZES = ((1280, 800, 10.1), (800, 1280, 10.1), (1024, 600, 10.1), (1920, 1080, 15.6))
"""Width, height in pixels and the panel's diagonal in inches."""


def walk(hand: Hand, language: str) -> Iterator[str]:
    """Yields the name of every page state while the window shows it. Needs services of the protocol covid-2021."""
    steps = _Steps(hand)
    yield "language-first"
    hand.bridges.place.speak(language)
    settle()
    yield "language"
    yield from steps.corner()
    yield from steps.without_common_language()
    steps.do(hand.bridges.visit.choose, language)
    yield from steps.sheets("notice")
    yield from steps.questions()
    yield from steps.offers_and_after()
    yield from steps.covers()


class _Steps:
    """The stretches of the walk."""

    def __init__(self, hand: Hand) -> None:
        self.hand, self.bridges = hand, hand.bridges

    def do(self, act: Callable[..., None], *given: object) -> None:
        self.hand.clock.advance(1)
        self.bridges.presence.touched()
        act(*given)
        settle()

    def sheets(self, name: str) -> Iterator[str]:
        """A page, and once more for each further sheet that it has."""
        yield name
        seen = 1
        for grid in [item for item in self.hand.items() if item.property("sheetCount") is not None]:
            for sheet in range(1, grid.property("sheetCount")):
                grid.setProperty("sheet", sheet)
                settle()
                seen += 1
                yield f"{name}-{seen}"

    def without_common_language(self) -> Iterator[str]:
        visit = self.bridges.visit
        self.do(visit.choose, "other")
        yield from self.sheets("spoken")
        self.do(visit.choose, "mam")
        yield from self.sheets("interpreter")
        self.do(visit.back)

    def questions(self) -> Iterator[str]:
        visit = self.bridges.visit
        self.do(visit.choose, "questions")
        yield from self.sheets("doctor")
        self.do(visit.pick, 1)
        yield "who"
        self.do(visit.pick, 2)
        self.do(visit.countTo, 10)
        yield "who-children"
        self.do(visit.goOn)
        yield from self.sheets("mask")
        self.do(visit.pick, 1)
        yield from self.sheets("sick")
        for code in (2, 3, 8):
            self.do(visit.pick, code)
        yield from self.sheets("sick-marked")
        self.do(visit.goOn)
        for name in ("contact", "tested", "vaccine", "product"):
            yield from self.sheets(name)
            self.do(visit.pick, 1)
        yield "months"
        self.do(visit.countTo, 24)
        yield "months-counted"
        self.do(visit.goOn)
        yield from self.sheets("needs")
        self.do(visit.decline)

    def offers_and_after(self) -> Iterator[str]:
        visit, slip = self.bridges.visit, self.bridges.slip
        yield from self.sheets("offers")
        self.do(visit.pick, 1)
        yield "offers-marked"
        self.do(self.bridges.corner.open)
        self.do(self.bridges.corner.choose, "given")
        yield from self.sheets("given")
        self.do(self.bridges.corner.close)
        self.do(self.bridges.corner.close)
        self.do(visit.goOn)
        yield "sharing"
        self.do(visit.pick, 2)
        yield "paper"
        self.hand.reception.outcome = None
        self.do(slip.choose, "print")
        yield "end-printing"
        self._printed(PrintOutcome.NOT_PRINTED)
        yield "end-screen"
        self.do(slip.deleteNow)
        yield "end-deleted"

    def covers(self) -> Iterator[str]:
        presence, visit, corner = self.bridges.presence, self.bridges.visit, self.bridges.corner
        self.do(presence.callHelp)
        yield "call-help"
        self.do(presence.callDoctor)
        yield "call-doctor"
        self.do(corner.open)
        yield from self.sheets("corner-calling")
        self.do(corner.choose, "here")
        self.do(visit.openLanguages)
        yield from self.sheets("languages")
        self.do(visit.closeLanguages)
        language = self.bridges.place.language
        self.do(visit.startOver)
        self.do(visit.choose, language)
        self.hand.wait(95)
        yield "idle"
        self.do(presence.stay)
        self.do(self.bridges.place.show, Cover.CALM)
        yield "calm"
        self.do(visit.startOver)

    def corner(self) -> Iterator[str]:
        corner, staff = self.bridges.corner, self.bridges.staff
        self.do(corner.open)
        yield from self.sheets("corner")
        self.do(corner.choose, "leaflets")
        self.do(corner.choose, "sold")
        yield "corner-noted"
        self.do(corner.choose, "leaflets")
        self.do(corner.choose, "child")
        yield "child"
        self.do(corner.close)
        self.do(corner.choose, "staff")
        self.do(staff.press, "1")
        self.do(staff.enter)
        self.hand.until(lambda: bool(staff.sentence))
        yield "pin-wrong"
        self.hand.desk.wait = 0
        self.hand.wait(1)
        for digit in PIN:
            self.do(staff.press, digit)
        yield "pin"
        self.do(staff.enter)
        self.hand.until(lambda: bool(staff.lines))
        settle()
        yield from self.sheets("status")
        yield from self.behind_the_door()
        self.do(staff.leave)

    def behind_the_door(self) -> Iterator[str]:
        """The staff area's own pages; every choice is taken back."""
        staff = self.bridges.staff
        self.do(staff.open, "settings")
        yield from self.sheets("settings")
        for page, after in (("printers", self.printers), ("offers", self.offers_today), ("screen", self.screen)):
            self.do(staff.open, page)
            yield from after()
            self.do(staff.up)
        for page in ("leaflets", "languages", "shift"):
            self.do(staff.open, page)
            yield from self.sheets(f"staff-{page}")
            self.do(staff.up)

    def printers(self) -> Iterator[str]:
        staff = self.bridges.staff
        printers = staff.rooms.printers
        self.hand.until(lambda: bool(printers.cards))
        settle()
        yield from self.sheets("printers-found")
        self.do(printers.choose, "found-0")
        self.hand.until(lambda: self.hand.page == "PrinterPage")
        settle()
        yield from self.sheets("printer")
        self.do(printers.act, "test")
        self.hand.until(lambda: printers.sentence == self.bridges.place.catalogue.say("staff.printer.printed"))
        self.do(staff.up)
        yield from self.sheets("printers")

    def offers_today(self) -> Iterator[str]:
        staff = self.bridges.staff
        self.do(staff.rooms.day.switchOffer, 6)
        yield from self.sheets("staff-offers")
        self.do(staff.rooms.day.switchOffer, 6)
        self.do(staff.open, "stock")
        self.do(staff.rooms.day.turnStock, 1)
        yield from self.sheets("stock")
        self.do(staff.up)

    def screen(self) -> Iterator[str]:
        screen = self.bridges.staff.rooms.screen
        self.hand.until(lambda: bool(screen.levels))
        settle()
        yield from self.sheets("screen")

    def _printed(self, outcome: PrintOutcome) -> None:
        self.hand.reception.waiting.pop()(outcome)
        settle()
