"""The volunteer's corner for QML. One rule: nothing here is needed for a guest to be helped."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.ports.paper import PrintOutcome
from kiosk.visit.answer import Interpreter
from kiosk.visit.flow import EndStep, OffersStep
from kiosk.visit.protocol import Offer
from kiosk.visit.record import Event
from ui.bridge.cards import Card, card
from ui.bridge.crossing import Crossing
from ui.bridge.gate import tapped
from ui.bridge.pages import Cover
from ui.bridge.place import GuestPlace
from ui.bridge.slip import SlipBridge

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1

INCIDENTS = {"demanded": 1, "sold": 2, "collected": 3}
"""The detail of an incident event."""


@QmlElement
class CornerBridge(QObject):
    """Few taps, no typing: here, handed over, an interpreter, another adult, a child alone, paper, incidents, staff."""

    cardsChanged = Signal()
    notedChanged = Signal()

    def __init__(self, place: GuestPlace, crossing: Crossing, slip: SlipBridge) -> None:
        super().__init__()
        self.place = place
        self._crossing = crossing
        self._slip = slip
        self._noted = ""
        place.covered.connect(self.cardsChanged)
        place.reworded.connect(self.cardsChanged)

    @Property(list, notify=cardsChanged)
    def cards(self) -> list[Card]:
        """What the volunteer can do now."""
        say, place = self.place.catalogue.say, self.place
        shown = [card(say("corner.here"), "call", name="here")] if place.call.reason else []
        if self._given_offers() and not place.sealed:
            shown.append(card(say("corner.given"), "things", name="given"))
        if not place.untouched and not place.sealed:
            shown.append(card(say("corner.interpreter"), "interpreter", name="interpreter"))
        if self._slip.can_print_again:
            shown.append(card(say("corner.again"), "print", name="again"))
        if not place.untouched:
            shown.append(card(say("corner.adult"), "adult-link", name="adult"))
        shown.append(card(say("corner.child"), "child-with-me", name="child"))
        shown.append(card(say("corner.leaflet"), "print", name="leaflet"))
        shown += [card(say(f"corner.incident.{kind}"), f"incident-{kind}", name=kind) for kind in INCIDENTS]
        shown.append(card(say("corner.leaflets"), "leaflet", name="leaflets"))
        if not place.untouched:
            shown.append(card(say("bar.erase"), "delete", name="erase"))
        return [*shown, card(say("corner.staff"), "menu", name="staff")]

    @Property(list, notify=notedChanged)
    def switchedOn(self) -> list[str]:
        """Names of the cards that are on: they stay so until they are tapped again, a note until the menu is left."""
        found = self.place.flow.interpreter is Interpreter.FOUND
        on = {"leaflets": self.place.leaflets_only, "adult": self.place.adult_follows, "interpreter": found}
        return [*(name for name, is_on in on.items() if is_on), *filter(None, [self._noted])]

    @Property(str, notify=notedChanged)
    def noted(self) -> str:
        """The card that was tapped last and only leaves a note; the menu says so."""
        return self._noted

    @Property(list, notify=cardsChanged)
    def offers(self) -> list[Card]:
        """The offers on this guest's page, to mark what was handed over."""
        return self._given_offers()

    @Property(list, notify=notedChanged)
    def given(self) -> list[int]:
        return sorted(self.place.visit.given)

    @Property(str, notify=cardsChanged)
    def contact(self) -> str:
        """The site's child-protection contact as a sentence."""
        line = self.place.services.profile.child_protection
        return self.place.catalogue.say("corner.contact", name=line.name, number=line.number)

    @Slot()
    @tapped
    def open(self) -> None:
        self._say_noted("")
        self.place.show(Cover.CORNER)

    @Slot()
    @tapped
    def close(self) -> None:
        self.place.hide(max(self.place.covers & {Cover.CORNER, Cover.GIVEN, Cover.CHILD}))

    @Slot(str)
    @tapped
    def choose(self, name: str) -> None:
        """A card of the menu."""
        if name == self._noted and name in INCIDENTS:
            return
        if name in INCIDENTS:
            self.place.note(Event.INCIDENT, INCIDENTS[name])
            self._say_noted(name)
        elif name == "here":
            self.place.acknowledge()
        elif name == "adult":
            self._adult_follows()
        elif name == "erase":
            self.place.leave()
        elif name == "interpreter":
            self.place.flow.note_interpreter(self.place.flow.interpreter is not Interpreter.FOUND)
            self._say_noted("")
        elif name == "again":
            self.place.hide(Cover.CORNER)
            self._slip.print_again()
        elif name == "leaflets":
            self.place.print_leaflets_only(not self.place.leaflets_only)
            self._say_noted("")
        elif name == "leaflet":
            self._print_leaflet()
        else:
            self.place.show({"given": Cover.GIVEN, "child": Cover.CHILD, "staff": Cover.PIN}[name])

    @Slot(int)
    @tapped
    def give(self, code: int) -> None:
        self.place.visit.given ^= {code}
        self.notedChanged.emit()

    def _adult_follows(self) -> None:
        if isinstance(self.place.step, EndStep):
            self.place.leave(self.place.visit.link_next())
            return
        self.place.adult_follows = not self.place.adult_follows
        self._say_noted("")

    def _print_leaflet(self) -> None:
        reception = self.place.services.reception
        done = self._crossing.bring(self._leaflet_done)
        self.place.guarded("leaflet", lambda: reception.print_slip(reception.leaflet(self.place.language), done))
        self._say_noted("leaflet")

    def _leaflet_done(self, outcome: PrintOutcome) -> None:
        if outcome is not PrintOutcome.PRINTED:
            self.place.note(Event.OUTAGE)

    def _given_offers(self) -> list[Card]:
        step, say = self.place.step, self.place.catalogue.say
        offers = step.offers if isinstance(step, OffersStep) else self._shown_offers()
        return [card(say(f"offer.{offer.key}"), offer.pictogram, offer.code) for offer in offers]

    def _shown_offers(self) -> tuple[Offer, ...]:
        shown = (step.offers for step in reversed(self.place.flow.steps) if isinstance(step, OffersStep))
        return next(shown, ())

    def _say_noted(self, name: str) -> None:
        self._noted = name
        self.notedChanged.emit()
