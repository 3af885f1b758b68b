"""From settings to printers, and what could be set up. One rule: nothing is opened here that was not asked for."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.ports.paper import PrintOutcome, SlipContent
from kiosk.problem import Problem
from printers.device import FOLDER, DeviceDoor, usb_printers
from printers.ipp import Address, IppClient
from printers.ipp_message import Operation, Tag, attribute
from printers.ipp_printer import IppPrinter
from printers.plates import Plates
from printers.receipt import ReceiptPrinter
from printers.settings import BadPrinterSettings, Kind, PrinterSettings
from printers.status import Ready
from printers.tcp import PORT, TcpDoor
from printers.windows import WindowsPrinter, system_spooler
from printers.wire import Door

log = logging.getLogger(__name__)

CUPS = Address.parse("ipp://127.0.0.1/")
AT_ONCE = 5.0
"""Seconds within which a second printer may still be tried."""
ASK = 2.0
"""Seconds for CUPS on this machine to answer."""


class TellingPrinter(Protocol):
    """A `SlipPrinter` that also says why it could not print."""

    def ready(self) -> Ready:
        """What it says of itself now."""
        ...

    def preflight(self) -> bool | None:
        """As in `SlipPrinter`."""
        ...

    def print(self, slip: SlipContent) -> PrintOutcome:
        """As in `SlipPrinter`."""
        ...


@dataclass(frozen=True)
class Candidate:
    """A printer that was found: what `ceiba printer add` would be told."""

    kind: Kind
    address: str


class Standby:
    """A `SlipPrinter` over several: the first that could print gets the slip. Another follows only after one that
    surely printed nothing, and only at once: never so late that the guest has been told the end already."""

    def __init__(self, printers: Sequence[TellingPrinter]) -> None:
        self._printers = printers

    def preflight(self) -> bool | None:
        said: bool | None = False
        for printer in self._printers:
            if (one := printer.preflight()) is True:
                return True
            said = None if one is None else said
        return said

    def print(self, slip: SlipContent) -> PrintOutcome:
        until = time.monotonic() + AT_ONCE
        for printer in self._printers:
            if time.monotonic() < until and printer.preflight() is not False:
                outcome = printer.print(slip)
                if outcome is not PrintOutcome.NOT_PRINTED:
                    return outcome
        return PrintOutcome.NOT_PRINTED


def build(settings: PrinterSettings, usb: Path = FOLDER) -> TellingPrinter:
    """A printer from its settings; `usb` is where device files are. Raises BadPrinterSettings, BadPrinterAddress,
    NoWindowsSpooler."""
    plates = Plates(settings.paper)
    if settings.kind is Kind.IPP:
        address = Address.parse(settings.address, settings.certificate)
        return IppPrinter(address, plates, raw=settings.raw, cutter=settings.cutter)
    if settings.kind is Kind.WINDOWS:
        return WindowsPrinter(settings.address, plates, cutter=settings.cutter, spooler=system_spooler())
    return ReceiptPrinter(_door(settings, usb), plates, cutter=settings.cutter)


def find(folder: Path = FOLDER, cups: Address = CUPS) -> list[Candidate]:
    """USB printers that are plugged in, and the queues of CUPS on this machine."""
    usb = [Candidate(Kind.USB, str(path)) for path in usb_printers(folder)]
    return usb + [Candidate(Kind.IPP, uri) for uri in _quietly(lambda: _queues(cups))]


def _queues(cups: Address) -> list[str]:
    wanted = attribute(Tag.KEYWORD, "requested-attributes", "printer-uri-supported")
    answer = IppClient(cups).ask(Operation.CUPS_GET_PRINTERS, time.monotonic() + ASK, wanted)
    return [uri for group in answer.all(Tag.PRINTER) for uri in group.texts("printer-uri-supported")[:1]]


def _quietly(look: Callable[[], list[str]]) -> list[str]:
    """No CUPS is no fault."""
    try:
        return look()
    except Problem as problem:
        log.info("no queues: %s", problem.code)
        return []


def _door(settings: PrinterSettings, usb: Path) -> Door:
    if settings.kind is Kind.USB:
        if sys.platform == "win32":
            raise BadPrinterSettings("printers.toml: kind usb needs Linux; use kind windows here.")
        return DeviceDoor(settings.address, usb)
    host, _, port = settings.address.rpartition(":") if ":" in settings.address else (settings.address, "", str(PORT))
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise BadPrinterSettings("printers.toml: a tcp address is HOST or HOST:PORT.")
    return TcpDoor(host.strip("[]"), int(port))
