"""What an IPP printer or CUPS queue is and offers. One rule: what it does not say is not assumed.

A CUPS queue knows about paper only when its own printer speaks IPP; else "completed" means handed over.
"""

from __future__ import annotations

from dataclasses import dataclass

from printers.ipp import IppClient
from printers.ipp_message import Group, Operation, Tag, attribute
from printers.status import Ready

ASKED = (
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "printer-uri-supported",
    "document-format-supported",
    "media-supported",
    "media-ready",
    "print-scaling-supported",
    "operations-supported",
    "cups-version",
    "device-uri",
)
_STOPPED = 5
_REASONS = (
    (("media-empty", "media-needed", "input-tray-missing"), Ready.NO_PAPER),
    (("cover-open", "door-open", "interlock-open"), Ready.COVER_OPEN),
    (("media-jam", "fuser", "cutter", "marker-supply-empty", "toner-empty"), Ready.FAULT),
    (("offline", "shutdown", "paused", "stopped", "timed-out"), Ready.OFFLINE),
)
_TRUSTED = ("ipp:", "ipps:", "dnssd:", "implicitclass:")
PDF, RAW, BYTES = "application/pdf", "application/vnd.cups-raw", "application/octet-stream"


@dataclass(frozen=True)
class Queue:
    """The answer to Get-Printer-Attributes."""

    group: Group

    @property
    def is_cups(self) -> bool:
        return "cups-version" in self.group.values

    @property
    def tells_the_end(self) -> bool:
        """Whether its "completed" is the printer's own word."""
        device = next(iter(self.group.texts("device-uri")), "")
        return not self.is_cups or device.startswith(_TRUSTED)

    @property
    def ready(self) -> Ready:
        """What it says of itself; an idle CUPS queue knows nothing of its printer."""
        stopped = self.group.number("printer-state") == _STOPPED
        said = [reason.removesuffix("-report") for reason in self.group.texts("printer-state-reasons")]
        for words, ready in _REASONS:
            if any(reason.startswith(words) and _is_grave(reason, stopped) for reason in said):
                return ready
        if stopped or self.group.values.get("printer-is-accepting-jobs") == [False]:
            return Ready.OFFLINE
        return Ready.UNKNOWN if self.is_cups else Ready.YES

    def raw_format(self) -> str | None:
        """The format in which bytes reach the printer as they are; None when there is none."""
        known = self.group.texts("document-format-supported")
        return next((each for each in (RAW, BYTES) if each in known), None)

    @property
    def takes_pdf(self) -> bool:
        return PDF in self.group.texts("document-format-supported")

    def scales(self) -> bytes:
        """The wish not to scale the page, where that can be wished for."""
        can = "none" in self.group.texts("print-scaling-supported")
        return attribute(Tag.KEYWORD, "print-scaling", "none") if can else b""


def look(client: IppClient, until: float) -> Queue:
    """Ask a printer what it is. Raises WireLost, Damaged, WrongCertificate."""
    wanted = attribute(Tag.KEYWORD, "requested-attributes", *ASKED)
    return Queue(client.ask(Operation.GET_PRINTER_ATTRIBUTES, until, wanted).group(Tag.PRINTER))


def _is_grave(reason: str, stopped: bool) -> bool:
    """A warning about paper stops nothing yet; an empty tray does, under whatever ending it is told."""
    return stopped or not reason.endswith("-warning") or reason.startswith(("media-empty", "media-needed"))
