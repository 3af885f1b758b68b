"""What staff set at the house of the tests: printers, a screen, levels. Each keeps its port's contract in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kiosk.ports.paper import PrintOutcome
from kiosk.ports.staff import FoundPrinter, Level, Look, PrinterShelf, PrinterState, ShownPrinter
from kiosk.problem import DiskFull


@dataclass
class MemoryPrinters:
    """A `PrinterDesk` with one USB printer plugged in and not set up yet. `full`: the disk takes nothing."""

    standing: list[ShownPrinter] = field(default_factory=list)
    plugged: list[FoundPrinter] = field(default_factory=lambda: [FoundPrinter("usb", "/dev/usb/lp0")])
    state: PrinterState = PrinterState.READY
    outcome: PrintOutcome = PrintOutcome.PRINTED
    full: bool = False
    tested: list[tuple[str, str]] = field(default_factory=list)

    def look(self) -> PrinterShelf:
        known = {one.address for one in self.standing}
        standing = tuple(replace(one, state=self.state) for one in self.standing)
        return PrinterShelf(standing, tuple(one for one in self.plugged if one.address not in known))

    def set_up(self, found: FoundPrinter) -> str:
        self._write()
        name = f"slips-{len(self.standing) + 1}"
        self.standing.append(ShownPrinter(name, found.kind, found.address, "80", ("58", "80"), True, self.state))
        return name

    def change(self, name: str, paper: str | None = None, cutter: bool | None = None) -> None:
        self._write()
        self.standing = [
            replace(one, paper=paper or one.paper, cutter=one.cutter if cutter is None else cutter)
            if one.name == name
            else one
            for one in self.standing
        ]

    def remove(self, name: str) -> None:
        self._write()
        self.standing = [one for one in self.standing if one.name != name]

    def test(self, name: str, language: str) -> PrintOutcome:
        self.tested.append((name, language))
        return self.outcome

    def _write(self) -> None:
        if self.full:
            raise DiskFull("The disk is full.")


@dataclass
class MemoryLevel:
    """A `Level` that can always be set."""

    percent: int = 60

    def read(self) -> int | None:
        return self.percent

    def set(self, percent: int) -> None:
        self.percent = percent


@dataclass
class MemoryScreen:
    """A `ScreenDesk` of a machine with a backlight and a mixer."""

    lamp: MemoryLevel = field(default_factory=MemoryLevel)
    mixer: MemoryLevel = field(default_factory=lambda: MemoryLevel(40))
    bare: bool = False
    _look: Look = field(default_factory=Look)

    def levels(self) -> dict[str, Level]:
        return {} if self.bare else {"brightness": self.lamp, "volume": self.mixer}

    def look(self) -> Look:
        return self._look

    def choose(self, look: Look) -> None:
        self._look = look
