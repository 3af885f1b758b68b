"""Today's languages, offers and stock for QML. One rule: today leaves out and orders; it adds nothing to the site."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.languages.pack import load_pack
from kiosk.visit.protocol import Offer
from kiosk.visit.record import Event
from kiosk.visit.stock import Stock, has_stock, stock_detail
from kiosk.visit.today import Today
from ui.bridge.cards import Card, card
from ui.bridge.gate import staffed
from ui.bridge.pages import Cover
from ui.bridge.place import GuestPlace

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1

TURNS = (None, Stock.ENOUGH, Stock.FEW, Stock.USED_UP)
"""What touching a card of the stock page says, one after the other."""
STOCK_WORDS = {None: "unsaid", Stock.ENOUGH: "enough", Stock.FEW: "few", Stock.USED_UP: "used-up"}


@QmlElement
class StaffDayBridge(QObject):
    """What is shown and offered today; and what is left, for the supervisor."""

    dayChanged = Signal()

    def __init__(self, place: GuestPlace) -> None:
        super().__init__()
        self.place = place
        self._stock: dict[int, Stock] = {}
        place.covered.connect(self._covered)
        place.reworded.connect(self.dayChanged)

    @Property(list, notify=dayChanged)
    def languages(self) -> list[Card]:
        """Today's in their order, then those that are left out."""
        shown, every = self.place.languages, self.place.services.languages
        ordered = [*shown, *(code for code in every if code not in shown)]
        return [card(load_pack(code).own_name, "", name=code, hint=code) for code in ordered]

    @Property(list, notify=dayChanged)
    def shownLanguages(self) -> list[str]:
        return list(self.place.languages)

    @Property(list, notify=dayChanged)
    def offers(self) -> list[Card]:
        say = self.place.catalogue.say
        return [card(say(f"offer.{offer.key}"), offer.pictogram, offer.code) for offer in self._offers()]

    @Property(list, notify=dayChanged)
    def offersToday(self) -> list[int]:
        off = self._today.offers_off
        return [offer.code for offer in self._offers() if offer.key not in off]

    @Property(list, notify=dayChanged)
    def stock(self) -> list[Card]:
        """The offers with what was said to be left of them."""
        say = self.place.catalogue.say
        return [
            card(say(f"offer.{offer.key}"), offer.pictogram, offer.code, hint=self._left(offer))
            for offer in self._offers()
            if has_stock(offer)
        ]

    @Property(list, notify=dayChanged)
    def stockTold(self) -> list[int]:
        return sorted(self._stock)

    @Slot(str)
    @staffed
    def switchLanguage(self, code: str) -> None:
        """Leave a language out, or show it again behind the others; one always stays."""
        shown = self.place.languages
        if code in shown:
            kept = tuple(one for one in shown if one != code)
            self._choose(self._today._replace(languages=kept or shown))
        elif code in self.place.services.languages:
            self._choose(self._today._replace(languages=(*shown, code)))

    @Slot()
    @staffed
    def everyLanguage(self) -> None:
        self._choose(self._today._replace(languages=()))

    @Slot(int)
    @staffed
    def switchOffer(self, code: int) -> None:
        """Take an offer off for today, or on again. Whoever is in the middle of a visit keeps what they were shown."""
        keys = {offer.key for offer in self._offers() if offer.code == code}
        self._choose(self._today._replace(offers_off=self._today.offers_off ^ keys))

    @Slot(int)
    @staffed
    def turnStock(self, code: int) -> None:
        """Say the next of `TURNS` about an offer."""
        turn = TURNS[(TURNS.index(self._stock.pop(code, None)) + 1) % len(TURNS)]
        if turn is not None:
            self._stock[code] = turn
        self.dayChanged.emit()

    @property
    def _today(self) -> Today:
        return self.place.services.day.today()

    def _choose(self, today: Today) -> None:
        self.place.services.day.choose(today)
        self.dayChanged.emit()
        if self.place.untouched:
            self.place.refresh()

    def _offers(self) -> list[Offer]:
        site = self.place.services.profile.offers
        return [offer for offer in self.place.services.protocol.offers if offer.key in site]

    def _left(self, offer: Offer) -> str:
        return self.place.catalogue.say(f"staff.stock.{STOCK_WORDS[self._stock.get(offer.code)]}")

    @Slot()
    def _covered(self) -> None:
        """What was said is sealed when the page is left, each offer once."""
        if self._stock and Cover.STOCK not in self.place.covers:
            told, self._stock = self._stock, {}
            for offer in self._offers():
                if offer.code in told:
                    self.place.note(Event.STOCK_LEFT, stock_detail(offer, told[offer.code]))
            self.dayChanged.emit()
