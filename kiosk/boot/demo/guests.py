"""The demo's guests come in, one after another, through the real window. One rule: a person could do every touch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from db.file import KioskFile
from db.outbox import SqlOutbox
from kiosk.boot.demo.machines import Machines
from kiosk.boot.demo.script import DECLINE, GIVEN, LANGUAGE, OFFER, DemoVisit
from kiosk.boot.tablet.folder import Site, read_site
from kiosk.boot.tablet.warming import Warming
from kiosk.boot.tablet.window import assemble_with_rounds, day_of, window_services
from kiosk.languages.catalogue import load_catalogue
from kiosk.languages.pack import load_pack
from kiosk.problem import Problem

if TYPE_CHECKING:
    from kiosk.boot.demo.screen import HastyClock, Screen
    from ui.bridge.window import KioskWindow


PRINT_ROUNDS = 500
"""Rounds of the window in which a slip must come."""


class NoPaper(Problem):
    """The spool said nothing of a slip within its time."""

    code = "no-paper"


@dataclass(frozen=True)
class Came:
    """A visit that was made: its script, the names of its pages' pictures and of its slip's file, if it printed one;
    and chain and number of the batch that was open when it was sealed.
    """

    visit: DemoVisit
    pictures: Sequence[str]
    slip: str | None
    batch: tuple[bytes, int]


@dataclass(frozen=True)
class Visited:
    """Everybody who came, and the site's dates while they did: two when midnight passed."""

    came: Sequence[Came]
    dates: Sequence[date]


def let_them_come(machines: Machines, visits: Sequence[DemoVisit]) -> Visited:
    """Open the window, let everybody visit, close it. Raises NotOnScreen, NoPaper."""
    from kiosk.boot.demo.screen import HastyClock, Screen

    machines.pictures.mkdir(parents=True, exist_ok=True)
    site, clock = read_site(machines.tablet), HastyClock()

    def today() -> date:
        return clock.wall().astimezone(site.profile.timezone).date()

    began = today()
    more = {load_catalogue(code).say("bar.more-answers") for code in site.profile.languages}
    with _window(site, clock, machines.slips) as window:
        screen = Screen(window, clock, more)
        came = [_let_one_come(screen, visit, machines) for visit in visits]
    return Visited(came, sorted({began, today()}))


@contextmanager
def _window(site: Site, clock: HastyClock, slips: Path) -> Iterator[KioskWindow]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    from PySide6.QtGui import QGuiApplication

    from ui.bridge.window import WindowSettings, open_window

    application = QGuiApplication.instance() or QGuiApplication(["demo"])
    day = day_of(site, clock)
    warming = Warming(lambda: assemble_with_rounds(site, clock, slips, day))
    with closing(warming), open_window(window_services(site, warming, clock, day), WindowSettings()) as window:
        warming.start()
        warming.result()
        application.processEvents()
        yield window


def _let_one_come(screen: Screen, visit: DemoVisit, machines: Machines) -> Came:
    before, taken = _files(machines.slips), []
    for number, touch in enumerate(visit.touches):
        if touch == visit.touches[-1] and visit.prints:
            _wait_for_paper(screen, machines.slips, before)
        taken.append(f"{visit.name}-{number:02d}.png")
        screen.touch(name_of(visit, touch), machines.pictures / taken[-1])
    screen.settle()
    new = sorted(path.name for path in _files(machines.slips) - before)
    end = SqlOutbox(KioskFile(machines.tablet.database)).link()
    return Came(visit, taken, new[0] if new else None, (end.chain8, end.bno))


def _wait_for_paper(screen: Screen, slips: Path, before: set[Path]) -> None:
    if not screen.comes(lambda: bool(_files(slips) - before), PRINT_ROUNDS):
        raise NoPaper("A slip of the demo was not printed in time; look at the printer's messages above.")


def _files(folder: Path) -> set[Path]:
    return set(folder.glob("*.pdf"))


def name_of(visit: DemoVisit, touch: str) -> str:
    """What the control that is touched is called, in the visit's language."""
    if touch == LANGUAGE:
        return load_pack(visit.language).own_name
    key = "bar.decline" if touch.startswith(DECLINE) else touch.replace(GIVEN, OFFER)
    return load_catalogue(visit.language).say(key)
