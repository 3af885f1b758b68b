"""The kiosk's printers as they stand now: what the spool prints on, and what staff may change while guests come.

One rule: one paper at a time. A test, a look and a guest's slip never meet on one printer.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import RLock

from kiosk.boot.layout import Layout
from kiosk.boot.staff.printer_file import read_printers, write_printers
from kiosk.ports.paper import PrintOutcome, SlipContent, SlipPrinter
from kiosk.ports.staff import FoundPrinter, PrinterShelf, PrinterState, ShownPrinter
from kiosk.problem import Problem
from printers.device import ANY, FOLDER
from printers.ipp import Address
from printers.network import NetworkFinder
from printers.paper import ROLL_80
from printers.settings import NAMED, Kind, PrinterSettings
from printers.setup import CUPS, Candidate, Standby, TellingPrinter, build, find
from printers.status import Ready

log = logging.getLogger(__name__)

ROLLS = ("58", "80")
PAGES_FIRST = ("letter", "a6", "80", "58")
"""The papers that a network printer is asked for, until it takes one."""
Leaflet = Callable[[str], SlipContent]
"""Language → a fresh leaflet."""


class KioskPrinters:
    """A `SlipPrinter` and a `PrinterDesk` over printers.toml. `instead` prints where nothing is set up (the demo's
    folder); `usb`, `cups` and `network` are where printers are looked for. Safe to call from several threads."""

    def __init__(
        self,
        layout: Layout,
        instead: SlipPrinter | None = None,
        usb: Path = FOLDER,
        cups: Address = CUPS,
        network: NetworkFinder | None = None,
    ) -> None:
        self._layout, self._instead, self._usb, self._cups = layout, instead, usb, cups
        self._network = network or NetworkFinder()
        self._lock = RLock()
        self._settings: Sequence[PrinterSettings] = ()
        self._built: dict[str, TellingPrinter] = {}
        self._leaflet: Leaflet | None = None
        try:
            self._read()
        except Problem as problem:
            log.warning("no printer: %s", problem.code)

    def give_leaflets(self, leaflet: Leaflet) -> None:
        """Where the paper of a test comes from."""
        self._leaflet = leaflet

    @property
    def is_any(self) -> bool:
        """Whether anything could ever print here."""
        return bool(self._built) or self._instead is not None

    def preflight(self) -> bool | None:
        with self._lock:
            return self._present().preflight()

    def print(self, slip: SlipContent) -> PrintOutcome:
        with self._lock:
            return self._present().print(slip)

    def state(self) -> PrinterState | None:
        """How the printing is: the first that could print, else the first; None when nothing is set up."""
        with self._lock:
            with suppress(Problem):  # a file that is damaged now: what was built from it before still prints
                self._read()
            said = [printer.ready() for printer in self._built.values()]
        if not said:
            return PrinterState.READY if self._instead is not None else None
        return PrinterState(min(said, key=_eagerness).value)

    def look(self) -> PrinterShelf:
        with self._lock:
            self._read()
            standing = tuple(self._shown(each) for each in self._settings)
            known = {(each.kind, each.address) for each in self._settings}
        around = (Candidate(Kind.IPP, address) for address in self._network.found())
        found = dict.fromkeys([*find(self._usb, self._cups), *around])
        others = [one for one in found if not {(one.kind, one.address), (one.kind, ANY)} & known]
        return PrinterShelf(standing, tuple(FoundPrinter(one.kind.value, one.address) for one in others))

    def set_up(self, found: FoundPrinter) -> str:
        with self._lock:
            self._read()
            settings = self._new(found)
            self._write([*self._settings, settings])
            return settings.name

    def change(self, name: str, paper: str | None = None, cutter: bool | None = None) -> None:
        with self._lock:
            self._read()
            self._write([_changed(each, paper, cutter) if each.name == name else each for each in self._settings])

    def remove(self, name: str) -> None:
        with self._lock:
            self._read()
            self._write([each for each in self._settings if each.name != name])

    def test(self, name: str, language: str) -> PrintOutcome:
        with self._lock:
            printer = self._built.get(name)
            if printer is None or self._leaflet is None or printer.ready().could_print is False:
                return PrintOutcome.NOT_PRINTED
            return printer.print(self._leaflet(language))

    def _present(self) -> SlipPrinter:
        if self._built or self._instead is None:
            return Standby(list(self._built.values()))
        return self._instead

    def _read(self) -> None:
        """Follow the file, which IT may have changed. Raises BadPrinterSettings, UnreadableFile."""
        settings = read_printers(self._layout)
        if settings != self._settings:
            self._built = {each.name: build(each, self._usb) for each in settings}
            self._settings = settings

    def _write(self, settings: Sequence[PrinterSettings]) -> None:
        write_printers(self._layout, settings)
        self._read()

    def _new(self, found: FoundPrinter) -> PrinterSettings:
        kind, taken = Kind(found.kind), {each.name for each in self._settings}
        names = itertools.chain(["slips"], (f"slips-{count}" for count in itertools.count(2)))
        plain = PrinterSettings(next(name for name in names if name not in taken), kind, found.address, ROLL_80)
        if kind is Kind.USB:
            alone = all(each.kind is not Kind.USB for each in self._settings) and self._usb_count() == 1
            return replace(plain, address=ANY) if alone else plain
        fitting = (replace(plain, paper=NAMED[paper]) for paper in PAGES_FIRST)
        return next((each for each in fitting if build(each).ready() is not Ready.UNSUITABLE), plain)

    def _usb_count(self) -> int:
        return sum(one.kind is Kind.USB for one in find(self._usb, self._cups))

    def _shown(self, each: PrinterSettings) -> ShownPrinter:
        papers = tuple(NAMED) if each.kind is Kind.IPP and not each.raw else ROLLS
        paper = next((name for name, paper in NAMED.items() if paper == each.paper), "")
        state = PrinterState(self._built[each.name].ready().value)
        return ShownPrinter(each.name, each.kind.value, each.address, paper, papers, each.cutter, state)


def _eagerness(ready: Ready) -> int:
    return {True: 0, None: 1, False: 2}[ready.could_print]


def _changed(each: PrinterSettings, paper: str | None, cutter: bool | None) -> PrinterSettings:
    return replace(
        each,
        paper=NAMED[paper] if paper is not None else each.paper,
        cutter=each.cutter if cutter is None else cutter,
    )
