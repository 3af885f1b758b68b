"""The demo's guests come in, one after another, through the real window. One rule: a person could do every touch."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from db.file import KioskFile
from db.outbox import SqlOutbox
from kiosk.boot.demo.machines import Machines
from kiosk.boot.demo.script import DECLINE, GIVEN, LANGUAGE, OFFER, DemoVisit
from kiosk.boot.site_files import Site, read_site
from kiosk.boot.warming import Warming
from kiosk.boot.window import assemble_with_rounds, day_of, window_services
from kiosk.languages.catalogue import load_catalogue
from kiosk.languages.pack import load_pack
from kiosk.ports.clock import SystemClock
from kiosk.problem import Problem

if TYPE_CHECKING:
    from kiosk.boot.demo.hand import Hand
    from ui.bridge.window import KioskWindow

BETWEEN_TOUCHES = 0.5
"""Seconds that the demo's clock moves before each touch: more than the window's gate against double taps."""
SETTLE_MILLISECONDS = 40
PNG_QUALITY = 80
"""Qt's figure for PNG: a quarter less time than its default, for a tenth more bytes."""
PAGE_ROUNDS, PRINT_ROUNDS = 100, 500


class NoPaper(Problem):
    """The spool said nothing of a slip within its time."""

    code = "no-paper"


class HastyClock(SystemClock):
    """The machine's clocks, with the waiting between touches left out."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self._ahead

    def skip(self, seconds: float) -> None:
        """Let so many seconds have passed."""
        self._ahead += seconds


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
    from kiosk.boot.demo.hand import Hand

    machines.pictures.mkdir(parents=True, exist_ok=True)
    site, clock = read_site(machines.tablet), HastyClock()

    def today() -> date:
        return clock.wall().astimezone(site.profile.timezone).date()

    began = today()
    with _window(site, clock, machines.slips) as window:
        hand = Hand()
        came = [_let_one_come(window, clock, hand, visit, machines) for visit in visits]
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


def _let_one_come(window: KioskWindow, clock: HastyClock, hand: Hand, visit: DemoVisit, machines: Machines) -> Came:
    from PySide6.QtTest import QTest

    before, taken = _files(machines.slips), []
    for number, touch in enumerate(visit.touches):
        if touch == visit.touches[-1] and visit.prints:
            _wait_for_paper(machines.slips, before)
        taken.append(f"{visit.name}-{number:02d}.png")
        _look_and_touch(window, clock, hand, name_of(visit, touch), machines.pictures / taken[-1])
    QTest.qWait(SETTLE_MILLISECONDS)
    new = sorted(path.name for path in _files(machines.slips) - before)
    end = SqlOutbox(KioskFile(machines.tablet.database)).link()
    return Came(visit, taken, new[0] if new else None, (end.chain8, end.bno))


def _look_and_touch(window: KioskWindow, clock: HastyClock, hand: Hand, name: str, picture: Path) -> None:
    from PySide6.QtTest import QTest

    clock.skip(BETWEEN_TOUCHES)
    window.tick()
    QTest.qWait(SETTLE_MILLISECONDS)
    _comes(lambda: hand.can_touch(window.window, name), PAGE_ROUNDS)
    window.window.grabWindow().save(str(picture), quality=PNG_QUALITY)
    hand.touch(window.window, name)


def _wait_for_paper(slips: Path, before: set[Path]) -> None:
    if not _comes(lambda: bool(_files(slips) - before), PRINT_ROUNDS):
        raise NoPaper("A slip of the demo was not printed in time; look at the printer's messages above.")


def _comes(is_there: Callable[[], bool], rounds: int) -> bool:
    """Wait for something, a few rounds at most, while the window goes on."""
    from PySide6.QtTest import QTest

    for _ in range(rounds):
        if is_there():
            return True
        QTest.qWait(SETTLE_MILLISECONDS)
    return is_there()


def _files(folder: Path) -> set[Path]:
    return set(folder.glob("*.pdf"))


def name_of(visit: DemoVisit, touch: str) -> str:
    """What the control that is touched is called, in the visit's language."""
    if touch == LANGUAGE:
        return load_pack(visit.language).own_name
    key = "bar.decline" if touch.startswith(DECLINE) else touch.replace(GIVEN, OFFER)
    return load_catalogue(visit.language).say(key)
