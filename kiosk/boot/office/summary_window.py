"""`ceiba summary --window`: the supervisor's window over the same steps as the command. One rule: no secret enters a
kiosk, unless somebody says in so many words that this once it must.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.boot.layout import Layout, default_layout
from kiosk.boot.office.screen import office_settings, show
from kiosk.boot.office.summary_steps import SummarySteps, write_files
from kiosk.boot.tablet.guest_process import check_no_guests
from kiosk.formats.keystore import Holder
from kiosk.ports.office import DayCount
from kiosk.ports.report import ReportPage, SummaryTable
from kiosk.problem import Bug, Problem
from shelter.summary.page import page_of

if TYPE_CHECKING:
    from ui.bridge.office_window import OfficeWindow
    from ui.bridge.summary_window import SummaryRootBridge


class KioskHere(Problem):
    """Guests use this machine; keys do not belong on it."""

    code = "kiosk-here"


def check_place(layout: Layout, *, allowed: bool) -> None:
    """Returns where keys may be unlocked: no kiosk in this folder nor in the machine's own. Raises KioskHere, and
    KioskRuns when it is `allowed` and guests could still look on.
    """
    kiosks = [place for place in (layout, default_layout()) if place.is_kiosk]
    if kiosks and not allowed:
        raise KioskHere(
            "Guests use this machine, and whoever steals it could try the passphrase: use another computer, "
            "or end the kiosk and add --allow-on-kiosk."
        )
    for place in kiosks:
        check_no_guests(place)


def open_summary(steps: SummarySteps, out: Path, language: str) -> int:
    """The window's event loop; returns the process's exit code. `out` is where reports are saved. Raises NoScreen."""

    def opened() -> OfficeWindow[SummaryRootBridge]:
        from ui.bridge.summary_window import summary_window

        settings = office_settings(steps.site, Holder.SUPERVISOR, language)
        return summary_window(WindowSummary(steps, out), settings)

    return show(opened, "ceiba summary")


@dataclass(frozen=True)
class CountedDay:
    """A table, and what puts it into words."""

    table: SummaryTable = field(repr=False)

    def page(self, language: str) -> ReportPage:
        return page_of(self.table, language)


class WindowSummary:
    """The steps as the window knows them (`kiosk.ports.office.SummaryService`)."""

    def __init__(self, steps: SummarySteps, out: Path) -> None:
        self._steps, self._out = steps, out

    def unlock(self, passphrase: str) -> None:
        self._steps.unlock(passphrase)

    def lock(self) -> None:
        self._steps.lock()

    def take_in(self) -> Sequence[Problem]:
        return self._steps.take_in()

    def today(self) -> date:
        return self._steps.site.today()

    def count(self, day: date) -> DayCount:
        return CountedDay(self._steps.count(day))

    def save(self, counted: DayCount, language: str) -> Sequence[Path]:
        if not isinstance(counted, CountedDay):
            raise Bug("a day of another summary")
        return write_files(counted.table, self._out, language)
