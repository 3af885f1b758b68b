"""The demo's guests come in, one after another, through the real window. One rule: a person could do every touch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.boot.demo.script import LANGUAGE, DemoVisit
from kiosk.boot.site_files import Site
from kiosk.boot.warming import Warming
from kiosk.boot.window import assemble_with_rounds, window_services
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
PRINT_ROUNDS = 500


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
    """A visit that was made: its script, the picture of its pages, its slip's file if it printed."""

    visit: DemoVisit
    pictures: Sequence[Path]
    slip: Path | None


def let_them_come(site: Site, visits: Sequence[DemoVisit], slips: Path, pictures: Path) -> list[Came]:
    """Open the window, let everybody visit, close it. Slips go to one folder, pictures of each page to another."""
    from kiosk.boot.demo.hand import Hand

    pictures.mkdir(parents=True, exist_ok=True)
    clock = HastyClock()
    with _window(site, clock, slips) as window:
        hand = Hand()
        return [_let_one_come(window, clock, hand, visit, slips, pictures) for visit in visits]


@contextmanager
def _window(site: Site, clock: HastyClock, slips: Path) -> Iterator[KioskWindow]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    from PySide6.QtGui import QGuiApplication

    from ui.bridge.window import WindowSettings, open_window

    application = QGuiApplication.instance() or QGuiApplication(["demo"])
    warming = Warming(lambda: assemble_with_rounds(site, clock, slips))
    with closing(warming), open_window(window_services(site, warming, clock), WindowSettings()) as window:
        warming.start()
        warming.result()
        application.processEvents()
        yield window


def _let_one_come(
    window: KioskWindow, clock: HastyClock, hand: Hand, visit: DemoVisit, slips: Path, pictures: Path
) -> Came:
    from PySide6.QtTest import QTest

    before, taken = _files(slips), []
    for number, touch in enumerate(visit.touches):
        if touch == visit.touches[-1] and visit.prints:
            _wait_for_paper(slips, before)
        clock.skip(BETWEEN_TOUCHES)
        window.tick()
        QTest.qWait(SETTLE_MILLISECONDS)
        taken.append(pictures / f"{visit.name}-{number:02d}.png")
        window.window.grabWindow().save(str(taken[-1]))
        hand.touch(window.window, _name(visit, touch))
    QTest.qWait(SETTLE_MILLISECONDS)
    new = sorted(_files(slips) - before)
    return Came(visit, taken, new[0] if new else None)


def _wait_for_paper(slips: Path, before: set[Path]) -> None:
    from PySide6.QtTest import QTest

    for _ in range(PRINT_ROUNDS):
        QTest.qWait(SETTLE_MILLISECONDS)
        if _files(slips) - before:
            return
    raise NoPaper("A slip of the demo was not printed in time; look at the printer's messages above.")


def _files(folder: Path) -> set[Path]:
    return set(folder.glob("*.pdf"))


def _name(visit: DemoVisit, touch: str) -> str:
    if touch == LANGUAGE:
        return load_pack(visit.language).own_name
    return load_catalogue(visit.language).say(touch)
