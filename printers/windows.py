"""Receipt printers behind the Windows spooler. One rule: directly or not at all, and never "printed".

An ordinary queue writes every slip to a file on disk, and keeps it when the printer is away; so only queues set to
"print directly to the printer" are used. What WritePrinter has taken is with the driver: no word comes back from RAW.

Untested on hardware: the calls follow Microsoft's documentation of winspool, and a fake of win32print stands in for it.
"""

from __future__ import annotations

import logging
from importlib import import_module
from threading import Lock, Thread
from typing import Any, Protocol, cast

from kiosk.ports.paper import PrintOutcome, SlipContent
from kiosk.problem import Problem
from printers.escpos import encode
from printers.plates import Plates
from printers.status import Ready

log = logging.getLogger(__name__)

DEADLINE = 20.0
"""Seconds for one slip, below the spool's."""
JOB = ("document", None, "RAW")
"""Name, output file, data type."""
_DIRECT, _WORK_OFFLINE = 0x0002, 0x0400
_BITS = (
    (0x0010 | 0x0040, Ready.NO_PAPER),
    (0x0040_0000, Ready.COVER_OPEN),
    (0x0002 | 0x0008 | 0x0010_0000, Ready.FAULT),
    (0x0001 | 0x0080 | 0x1000, Ready.OFFLINE),
)
"""PRINTER_STATUS_*: paper out or wrong; door; error, jam, intervention; paused, offline, not available."""


class NoWindowsSpooler(Problem):
    """This system has no Windows spooler, or pywin32 is not installed."""

    code = "no-windows-spooler"


class Win32Print(Protocol):
    """The part of pywin32's `win32print` that is used."""

    error: type[Exception]

    def OpenPrinter(self, name: str) -> object: ...  # noqa: N802
    def ClosePrinter(self, printer: object) -> None: ...  # noqa: N802
    def GetPrinter(self, printer: object, level: int) -> dict[str, Any]: ...  # noqa: N802
    def StartDocPrinter(self, printer: object, level: int, job: tuple[str, None, str]) -> int: ...  # noqa: N802
    def WritePrinter(self, printer: object, data: bytes) -> int: ...  # noqa: N802
    def EndDocPrinter(self, printer: object) -> None: ...  # noqa: N802
    def AbortPrinter(self, printer: object) -> None: ...  # noqa: N802


def system_spooler() -> Win32Print:
    """pywin32's own. Raises NoWindowsSpooler."""
    try:
        return cast(Win32Print, import_module("win32print"))
    except ImportError as error:
        raise NoWindowsSpooler(
            "The Windows spooler needs Windows with pywin32; choose tcp, usb or ipp here."
        ) from error


class WindowsPrinter:
    """A `SlipPrinter` over one Windows queue. A printed slip is UNKNOWN here: nobody says that it came out."""

    def __init__(
        self, queue: str, plates: Plates, *, cutter: bool, spooler: Win32Print, deadline: float = DEADLINE
    ) -> None:
        self._queue = queue
        self._plates = plates
        self._cutter = cutter
        self._spooler = spooler
        self._deadline = deadline
        self._in_use = Lock()

    def ready(self) -> Ready:
        """What the spooler says; UNSUITABLE for a queue that is not direct, UNKNOWN when it sees nothing wrong."""
        try:
            printer = self._spooler.OpenPrinter(self._queue)
        except self._spooler.error:
            return Ready.AWAY
        try:
            return _ready(self._spooler.GetPrinter(printer, 2))
        except self._spooler.error:
            return Ready.AWAY
        finally:
            self._spooler.ClosePrinter(printer)

    def preflight(self) -> bool | None:
        return self.ready().could_print

    def print(self, slip: SlipContent) -> PrintOutcome:
        """WritePrinter may block for ever: it has a thread of its own, and at the deadline the job is aborted."""
        if self.ready().could_print is False or not self._in_use.acquire(blocking=False):
            return PrintOutcome.NOT_PRINTED
        try:
            printer = self._spooler.OpenPrinter(self._queue)
            self._spooler.StartDocPrinter(printer, 1, JOB)
        except self._spooler.error:
            self._in_use.release()
            return PrintOutcome.NOT_PRINTED
        job = encode(self._plates.press(slip), self._cutter)
        writer = Thread(target=self._write, args=(printer, job), name="windows-job", daemon=True)
        writer.start()
        writer.join(self._deadline)
        if writer.is_alive():
            self._abort(printer)
        return PrintOutcome.UNKNOWN

    def _write(self, printer: object, job: bytes) -> None:
        try:
            self._spooler.WritePrinter(printer, job)
            self._spooler.EndDocPrinter(printer)
        except self._spooler.error:
            self._abort(printer)
        finally:
            self._spooler.ClosePrinter(printer)
            self._in_use.release()

    def _abort(self, printer: object) -> None:
        try:
            self._spooler.AbortPrinter(printer)
        except self._spooler.error:
            log.warning("a print job could not be cancelled yet: windows-spooler")


def _ready(queue: dict[str, Any]) -> Ready:
    attributes, status = int(queue["Attributes"]), int(queue["Status"])
    if not attributes & _DIRECT:
        return Ready.UNSUITABLE
    for bits, ready in _BITS:
        if status & bits:
            return ready
    return Ready.OFFLINE if attributes & _WORK_OFFLINE else Ready.UNKNOWN
