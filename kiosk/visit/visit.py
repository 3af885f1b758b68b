"""One adult's visit: the flow, and what the volunteer notes. One rule: it lives in memory and ends there."""

import os
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self

from kiosk.visit.answer import OfferState, Sharing
from kiosk.visit.flow import Flow, OffersStep
from kiosk.visit.protocol import Protocol


class HouseholdLink(NamedTuple):
    """16 random bytes, in sealed intakes only; adults who say that they are together have the same."""

    link16: bytes
    first: bool = True

    @classmethod
    def new(cls) -> Self:
        """The link of an adult whom nobody came before."""
        return cls(os.urandom(16))


class Visit:
    """A guest's flow with the volunteer's marks. `given` are offer codes that were handed over."""

    def __init__(self, flow: Flow, link: HouseholdLink) -> None:
        self.flow, self.link = flow, link
        self.given: set[int] = set()

    @classmethod
    def begin(cls, protocol: Protocol, today: Iterable[str], link: HouseholdLink | None = None) -> Self:
        """A visit at its first page; `link` comes from `link_next` of the visit of the adult with this person."""
        return cls(Flow(protocol, today), link or HouseholdLink.new())

    @property
    def is_hidden(self) -> bool:
        """Whether nobody at the shelter may see this visit: things only, or nothing shared."""
        return self.flow.things_only or self.flow.sharing is Sharing.NOTHING

    def offer_states(self) -> Mapping[int, OfferState]:
        """Every offer that was on the page, by code, with how far it went."""
        shown = next((step.offers for step in reversed(self.flow.steps) if isinstance(step, OffersStep)), ())
        return {offer.code: self._state(offer.code) for offer in shown}

    def link_next(self) -> HouseholdLink:
        """The link for the next visit, when the volunteer taps *another adult with this person*."""
        return HouseholdLink(self.link.link16, first=False)

    def _state(self, code: int) -> OfferState:
        if code in self.given:
            return OfferState.GIVEN
        return OfferState.WANTED if code in self.flow.wanted else OfferState.OFFERED
