"""`ceiba desk`: the desk's window over the same steps as the command. One rule: what a person shared is held by the
answer on the screen and by nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.boot.office.desk_steps import DeskSteps
from kiosk.boot.office.desk_text import page_of
from kiosk.boot.office.screen import office_settings, show
from kiosk.boot.office.shelter_files import ShelterSite
from kiosk.formats.keystore import Holder
from kiosk.languages.catalogue import load_catalogue
from kiosk.ports.office import Answer, DeskPage
from kiosk.problem import Bug, Problem
from shelter.desk.reading import Reading
from shelter.records.protocols import Protocols

if TYPE_CHECKING:
    from ui.bridge.desk_window import DeskRootBridge
    from ui.bridge.office_window import OfficeWindow


def open_desk(site: ShelterSite, steps: DeskSteps, language: str) -> int:
    """The window's event loop; returns the process's exit code. Raises NoScreen."""

    def opened() -> OfficeWindow[DeskRootBridge]:
        from ui.bridge.desk_window import desk_window

        return desk_window(WindowDesk(steps), office_settings(site, Holder.DESK, language))

    return show(opened, "ceiba desk --headless")


@dataclass(frozen=True)
class ReadAnswer:
    """A reading, and what puts it into words."""

    reading: Reading = field(repr=False)
    protocols: Protocols = field(repr=False)

    def page(self, language: str) -> DeskPage:
        return page_of(self.reading, load_catalogue(language), self.protocols)


class WindowDesk:
    """The steps as the window knows them (`kiosk.ports.office.DeskService`)."""

    def __init__(self, steps: DeskSteps) -> None:
        self._steps = steps

    def unlock(self, passphrase: str) -> None:
        self._steps.unlock(passphrase)

    def lock(self) -> None:
        self._steps.lock()

    def take_in(self) -> Sequence[Problem]:
        return self._steps.take_in()

    def read(self, untrusted: str) -> Answer:
        return self._told(self._steps.read(untrusted))

    def arrive(self, answer: Answer) -> Answer:
        return self._told(self._steps.arrive(_reading(answer)))

    def withdraw(self, answer: Answer) -> Answer:
        return self._told(self._steps.withdraw(_reading(answer)))

    def _told(self, reading: Reading) -> ReadAnswer:
        return ReadAnswer(reading, self._steps.protocols)


def _reading(answer: Answer) -> Reading:
    if not isinstance(answer, ReadAnswer):
        raise Bug("an answer of another desk")
    return answer.reading
