"""What staff see and set at the kiosk. One rule: how things are, never how many came, and no way back to a visit.

Enums live here, their sentences in the catalogues (`staff.…`). What takes longer than a blink says so: it is called
beside the window's thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from kiosk.ports.finding import Finding
from kiosk.ports.paper import PrintOutcome
from kiosk.visit.today import Today


class StaffDesk(Protocol):
    """The staff door, and how this kiosk is."""

    def wait_seconds(self) -> int:
        """How long until the next PIN may be tried, at most 60; 0 when now."""
        ...

    def check_pin(self, pin: str) -> bool:
        """Whether the PIN is right. Takes some tenths of a second."""
        ...

    def status(self) -> Sequence[Finding]:
        """How this kiosk is. May take seconds: a printer is asked."""
        ...

    @property
    def printers(self) -> PrinterDesk: ...

    @property
    def screen(self) -> ScreenDesk: ...


class DayBook(Protocol):
    """Today's choices. Both are quick; what the disk does not take stays in memory."""

    def today(self) -> Today:
        """What was chosen for the site's present day; nothing on the next."""
        ...

    def choose(self, today: Today) -> None:
        """From here on."""
        ...


class PrinterState(Enum):
    """What a printer says of itself; staff.printer.STATE says what to do."""

    READY = "ready"
    NO_ANSWER = "no-answer"
    NO_PAPER = "no-paper"
    COVER_OPEN = "cover-open"
    FAULT = "fault"
    OFFLINE = "offline"
    AWAY = "away"
    UNSUITABLE = "unsuitable"


@dataclass(frozen=True)
class ShownPrinter:
    """A printer that is set up. `kind` is tcp, usb, ipp or windows; `paper` one of `papers`, "" for a head of its own
    width."""

    name: str
    kind: str
    address: str
    paper: str
    papers: tuple[str, ...]
    cutter: bool
    state: PrinterState


@dataclass(frozen=True)
class FoundPrinter:
    """A printer that could be set up."""

    kind: str
    address: str


@dataclass(frozen=True)
class PrinterShelf:
    """What is set up, in the order in which it is tried, and what else was found."""

    standing: tuple[ShownPrinter, ...] = ()
    found: tuple[FoundPrinter, ...] = ()


class PrinterDesk(Protocol):
    """The kiosk's printers. Every method may take seconds; those that change something raise the disk's Problems."""

    def look(self) -> PrinterShelf:
        """Ask every printer, and look for others."""
        ...

    def set_up(self, found: FoundPrinter) -> str:
        """Take a printer into use behind those that stand already; its name."""
        ...

    def change(self, name: str, paper: str | None = None, cutter: bool | None = None) -> None:
        """Another paper, or with or without a cutter."""
        ...

    def remove(self, name: str) -> None:
        """Use a printer no more."""
        ...

    def test(self, name: str, language: str) -> PrintOutcome:
        """Print a leaflet on it and say what became of it. A name that is not set up is not printed."""
        ...


@dataclass(frozen=True)
class Look:
    """How the screen is for everybody: `text_scale` from 1.0 to 2.0, `reach` "" for both hands, "left" or "right".
    `headset`: only the guest hears what is read out, so that answers may be read too."""

    text_scale: float = 1.0
    high_contrast: bool = False
    reduce_motion: bool = False
    reach: str = ""
    headset: bool = False


class Level(Protocol):
    """Something between nothing and all: brightness, volume. Both may take a moment."""

    def read(self) -> int | None:
        """Per cent; None when it cannot be told."""
        ...

    def set(self, percent: int) -> None:
        """From here on. Nothing happens where it cannot."""
        ...


class ScreenDesk(Protocol):
    """How the screen looks and how loud the kiosk is."""

    def levels(self) -> dict[str, Level]:
        """Those of "brightness" and "volume" that can be set here."""
        ...

    def look(self) -> Look:
        """What was chosen last."""
        ...

    def choose(self, look: Look) -> None:
        """Keep it. What the disk does not take lasts until the kiosk is closed."""
        ...
