"""Takes a finished visit in: seals it, stores it, makes its slip. One rule: a full disk never stops a guest.

What the disk does not take stays sealed in memory at the keeper, which tries again; the slip carries the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.batch.keeper import BatchKeeper
from kiosk.batch.places import Place
from kiosk.formats.code import new_code
from kiosk.ports.paper import PrintOutcome, SlipContent
from kiosk.ports.reception import Finished
from kiosk.ports.staff import DayBook
from kiosk.problem import Problem
from kiosk.visit.profile import SiteProfile
from kiosk.visit.record import Event
from kiosk.visit.sealer import Sealer
from kiosk.visit.slip_text import slip_content
from kiosk.visit.visit import Visit

log = logging.getLogger(__name__)

Print = Callable[[SlipContent, Callable[[PrintOutcome], None]], None]


@dataclass(frozen=True)
class KioskReception:
    """The `Reception` of a real kiosk; `printing` hands a slip to the spool, `unprinted` drops one that still waits
    there, `stored` asks for folding in soon; `day` knows what the site does not offer today."""

    profile: SiteProfile
    sealer: Sealer
    keeper: BatchKeeper
    printing: Print
    unprinted: Callable[[SlipContent], None]
    stored: Callable[[], None]
    day: DayBook

    def finish(self, visit: Visit) -> Finished:
        code5 = new_code()
        place, saved = self._store(self.sealer.intake(visit, code5), self.sealer.tally(visit))
        digits = self.sealer.slip_of(visit, code5)
        language = visit.flow.language or self.profile.languages[0]
        return Finished(self._content(language, digits, code5), saved, place)

    def release(self, finished: Finished) -> None:
        self.unprinted(finished.slip)
        self.keeper.release()

    def delete(self, finished: Finished) -> None:
        self.unprinted(finished.slip)
        place = finished.place
        if isinstance(place, Place):
            self._quietly(lambda: self.keeper.erase(place))
        self.note(Event.DELETED)

    def print_slip(self, slip: SlipContent, done: Callable[[PrintOutcome], None]) -> None:
        self.printing(slip, done)

    def leaflet(self, language: str) -> SlipContent:
        code5 = new_code()
        return self._content(language, self.sealer.empty_slip(code5), code5)

    def note(self, event: Event, detail: int = 0) -> None:
        blob = self.sealer.event(event, detail)
        self._quietly(lambda: self.keeper.note(blob))

    def _store(self, intake: bytes, tally: bytes) -> tuple[Place, bool]:
        try:
            return self.keeper.finish(intake, tally), True
        except Problem as problem:
            log.warning("a sealed visit waits in memory: %s", problem.code)
            return self.keeper.unsaved[-1], False
        finally:
            self.stored()

    def _quietly(self, work: Callable[[], object]) -> None:
        try:
            work()
        except Problem as problem:
            log.warning("the store will try again: %s", problem.code)
        finally:
            self.stored()

    def _content(self, language: str, digits: str, code5: bytes) -> SlipContent:
        day, demo = self.sealer.today().date(), self.sealer.schedule.demo
        profile = self.profile._replace(offers=self.day.today().has(self.profile.offers))
        return slip_content(profile, language, day, digits=digits, code5=code5, demo=demo)
