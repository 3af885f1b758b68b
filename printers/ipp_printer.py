"""Pages and rolls by IPP. One rule: the printer is asked what it offers, and gets nothing that it does not.

A CUPS queue in front of a receipt printer takes the receipt's own bytes as they are (`raw`); all others take the PDF.
"""

from __future__ import annotations

import logging
import time

from kiosk.ports.paper import PrintOutcome, SlipContent
from kiosk.problem import Problem
from printers.document import Document
from printers.escpos import encode
from printers.ipp import Address, IppClient
from printers.ipp_job import Jobs
from printers.ipp_queue import PDF, Queue, look
from printers.media import Sheet, choose
from printers.paper import Paper
from printers.plates import Plates
from printers.slip import lay_out
from printers.status import Ready
from printers.wire import WireLost

log = logging.getLogger(__name__)

DEADLINE = 20.0
"""Seconds for one slip, below the spool's; a cancel may take three more."""
ASK = 3.0
"""Seconds for a question between slips."""


class IppPrinter:
    """A `SlipPrinter` over IPP or IPPS: a printer of its own or a CUPS queue."""

    def __init__(
        self, address: Address, plates: Plates, *, raw: bool = False, cutter: bool = True, deadline: float = DEADLINE
    ) -> None:
        self._client = IppClient(address)
        self._jobs = Jobs(self._client)
        self._plates = plates
        self._raw = raw
        self._cutter = cutter
        self._deadline = deadline

    def ready(self) -> Ready:
        """What the printer says of itself now; UNSUITABLE when it takes neither the format nor the paper."""
        try:
            queue = look(self._client, time.monotonic() + ASK)
        except WireLost:
            return Ready.AWAY
        except Problem as problem:
            log.warning("the printer cannot be used: %s", problem.code)
            return Ready.UNSUITABLE
        return queue.ready if self._suits(queue) else Ready.UNSUITABLE

    def preflight(self) -> bool | None:
        return self.ready().could_print

    def print(self, slip: SlipContent) -> PrintOutcome:
        until = time.monotonic() + self._deadline
        try:
            queue = look(self._client, until)
            if queue.ready.could_print is False or not self._suits(queue):
                return PrintOutcome.NOT_PRINTED
            return self._send(slip, queue, until)
        except WireLost:
            return PrintOutcome.NOT_PRINTED
        except Problem as problem:
            log.warning("slip not printed: %s", problem.code)
            return PrintOutcome.NOT_PRINTED

    def _send(self, slip: SlipContent, queue: Queue, until: float) -> PrintOutcome:
        media_type = queue.raw_format()
        if self._raw and media_type:
            job = encode(self._plates.press(slip), self._cutter)
            return self._jobs.run(job, media_type, b"", until, believed=queue.tells_the_end)
        document, height_mm = _pdf(slip, self._plates.paper)
        sheet = _sheet(queue, self._plates.paper, height_mm)
        if sheet is None:
            log.warning("slip not printed: the printer offers no paper of its size")
            return PrintOutcome.NOT_PRINTED
        wishes = sheet.attribute() + queue.scales()
        return self._jobs.run(document, PDF, wishes, until, believed=queue.tells_the_end)

    def _suits(self, queue: Queue) -> bool:
        if self._raw:
            return queue.raw_format() is not None
        return queue.takes_pdf and _sheet(queue, self._plates.paper, 0) is not None


def _sheet(queue: Queue, paper: Paper, height_mm: float) -> Sheet | None:
    return choose(queue.group.texts("media-supported"), queue.group.texts("media-ready"), paper, height_mm)


def _pdf(slip: SlipContent, paper: Paper) -> tuple[bytes, float]:
    """The slip as PDF and its height in millimetres."""
    layout = lay_out(slip, paper)
    document = Document(slip.language)
    document.add(layout, slip.digits, slip.code)
    return document.finish(), max(layout.heights) * 25.4 / paper.dpi
