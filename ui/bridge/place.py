"""The place before the screen: one guest at a time, and what became of their visit.

One rule: whatever the house answers, the guest goes on, and the next one starts with nothing of theirs.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.languages.catalogue import Catalogue, load_catalogue
from kiosk.languages.pack import load_pack
from kiosk.visit.call import CallReason, VolunteerCall
from kiosk.visit.flow import EndStep, Flow, LanguageStep, PaperStep, Step
from kiosk.visit.idle import IdleWatch
from kiosk.visit.visit import HouseholdLink, Visit
from ui.bridge.draft import Draft
from ui.bridge.gate import TapGate
from ui.bridge.pages import Cover

if TYPE_CHECKING:
    from kiosk.ports.reception import Finished
    from kiosk.visit.record import Event
    from ui.bridge.services import WindowServices

log = logging.getLogger(__name__)


class GuestPlace(QObject):
    """Shared by all bridges. `moved`: another page; `covered`: another cover; `reworded`: another language;
    `left`: the guest is gone and the first page stands again; `worn`: another `kiosk.ports.staff.Look`."""

    moved = Signal()
    covered = Signal()
    reworded = Signal()
    left = Signal()
    worn = Signal(object)

    def __init__(self, services: WindowServices) -> None:
        super().__init__()
        self.services = services
        self.gate = TapGate(services.clock)
        self.idle = IdleWatch(services.clock)
        self.call = VolunteerCall(services.clock)
        self.covers: set[Cover] = set()
        self.dwell = 0.0
        """Seconds that a scan for one switch stays on each thing; 0 is none. It is this guest's, and goes with them."""
        self._sit_down(None)

    def _sit_down(self, link: HouseholdLink | None) -> None:
        services = self.services
        self.visit = Visit.begin(services.protocol, services.day.today().has(services.profile.offers), link)
        self.draft = Draft(self.visit.flow)
        self.finished: Finished | None = None
        self.naming = False
        self.adult_follows = False

    @property
    def flow(self) -> Flow:
        return self.visit.flow

    @property
    def step(self) -> Step:
        return self.visit.flow.step

    @property
    def sealed(self) -> bool:
        return isinstance(self.step, PaperStep | EndStep)

    @property
    def untouched(self) -> bool:
        """Whether the first page waits for somebody; nothing was told yet."""
        return isinstance(self.step, LanguageStep) and not self.naming

    @property
    def languages(self) -> tuple[str, ...]:
        """Today's, in the order of the first page."""
        return self.services.day.today().shown(self.services.languages)

    @property
    def staffed(self) -> bool:
        """Whether somebody has passed the staff door."""
        return Cover.STATUS in self.covers

    @property
    def language(self) -> str:
        return self.flow.language or self.languages[0]

    @property
    def leaflets_only(self) -> bool:
        """Whether everybody's paper is an empty one today."""
        return self.services.day.today().leaflets_only

    def print_leaflets_only(self, only: bool) -> None:
        day = self.services.day
        day.choose(day.today()._replace(leaflets_only=only))

    def reads_right_to_left(self) -> bool:
        """Whether the language on the screen runs from right to left."""
        return load_pack(self.language).right_to_left

    @property
    def catalogue(self) -> Catalogue:
        return load_catalogue(self.language)

    def go(self, act: Callable[[Flow], None]) -> None:
        """One step of the flow; the visit is sealed as soon as the flow says so."""
        language, was_sealed = self.language, self.sealed
        act(self.flow)
        self.naming = False
        if self.sealed and not was_sealed:
            self.guarded("finish", self._finish)
        self._show_page(reworded=language != self.language)

    def keep_languages(self, accepted: Sequence[str]) -> None:
        """Show these languages only: the others' packs are not what the site accepted. Nobody has said anything yet."""
        kept = tuple(code for code in self.services.languages if code in accepted)
        if kept != tuple(self.services.languages):
            self.services = self.services._replace(languages=kept)
            self.leave()

    def name_language(self, naming: bool) -> None:
        """Open or close the sheet of spoken languages."""
        self.naming = naming
        self._show_page(reworded=False)

    def speak(self, language: str) -> None:
        """Change the language of the screen; page and marks stay."""
        self.flow.change_language(language)
        self.hide(Cover.LANGUAGE)
        self.reworded.emit()

    def show(self, cover: Cover) -> None:
        self._cover(self.covers | {cover})

    def hide(self, *covers: Cover) -> None:
        self._cover(self.covers - set(covers))

    def raise_call(self, reason: CallReason) -> None:
        """Somebody is needed; the flow waits below."""
        self.call.raise_call(reason)
        self._cover({cover for cover in self.covers if cover < Cover.CALL} | {Cover.CALL})

    def acknowledge(self) -> None:
        """A volunteer is there."""
        from kiosk.visit.record import Event

        self.call.acknowledge()
        self.note(Event.CALL_ACKNOWLEDGED)
        self.hide(Cover.CALL, Cover.CORNER)

    def leave(self, link: HouseholdLink | None = None) -> None:
        """The guest goes; nothing of theirs stays but what is sealed. `link` for an adult with this person."""
        finished = self.finished
        if finished is not None:
            self.guarded("release", lambda: self.services.reception.release(finished))
        self.call.acknowledge()
        self.idle.touch()
        self.covers = set()
        self.dwell = 0.0
        self._sit_down(link)
        self._show_page(reworded=True)
        self.covered.emit()
        self.left.emit()

    def refresh(self) -> None:
        """Begin by today's choices, while nobody has told anything; the language of the screen stays."""
        spoken = self.flow.language
        self._sit_down(self.visit.link)
        self.flow.change_language(spoken)
        self.reworded.emit()

    def note(self, event: Event, detail: int = 0) -> None:
        self.guarded("note", lambda: self.services.reception.note(event, detail))

    def safely(self, act: Callable[[], None]) -> None:
        """Run what a finger started; a mistake of ours ends on the calm page and in the log, without content."""
        try:
            act()
        except Exception as error:
            log.error("a mistake of ours on the page %s: %s", self.step.name, type(error).__name__)
            self._cover({Cover.CALM})

    def guarded(self, name: str, act: Callable[[], None]) -> bool:
        """Ask the house for something; False when it failed. The guest goes on either way."""
        try:
            act()
        except Exception as error:
            log.error("the house could not do “%s”: %s", name, type(error).__name__)
            return False
        return True

    def _finish(self) -> None:
        self.finished = self.services.reception.finish(self.visit)

    def _show_page(self, reworded: bool) -> None:
        self.draft = Draft(self.flow)
        self.gate.shut()
        if reworded:
            self.reworded.emit()
        self.moved.emit()

    def _cover(self, covers: set[Cover]) -> None:
        if covers != self.covers:
            self.covers = covers
            self.gate.shut()
            self.covered.emit()
