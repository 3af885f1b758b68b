"""One job at an IPP printer or CUPS queue. One rule: it ends within its deadline, and leaves nothing that prints later.

CUPS keeps a job whose printer is away and prints it by itself when the printer comes back (seen: a stranger's slip).
So every job is followed; at the deadline it is cancelled and purged. Whatever a lost answer, a crash or a cancel that
did not get through left behind is looked for, and cancelled, before the next job.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress

from kiosk.ports.paper import PrintOutcome
from kiosk.problem import Damaged, Problem
from printers.ipp import AnswerLost, IppClient
from printers.ipp_message import Operation, Tag, attribute

log = logging.getLogger(__name__)

JOB_NAME = "document"
"""Says nothing; printers keep lists of job names."""
BUSY = (0x0506, 0x0507)
"""server-error-not-accepting-jobs, server-error-busy (RFC 8011): come back in a moment."""
LOOK = 0.25
"""Seconds between two looks."""
CANCEL = 3.0
"""Seconds for a cancel beyond the job's deadline."""
_OVER = (0x0404, 0x0406, 0x0407)
"""client-error-not-possible, -not-found, -gone."""
_PROCESSING, _STOPPED, _CANCELLED, _COMPLETED = 5, 6, 7, 9


class Jobs:
    """The jobs at one printer, one at a time."""

    def __init__(self, client: IppClient) -> None:
        self._client = client

    def run(self, document: bytes, media_type: str, wishes: bytes, until: float, *, believed: bool) -> PrintOutcome:
        """Print a document; `believed` says whether "completed" is the printer's own word. Raises WireLost, Damaged,
        WrongCertificate only while no printer can have had any of it."""
        self._sweep(until)
        try:
            number = self._submit(document, media_type, wishes, until)
        except (AnswerLost, Damaged):
            return PrintOutcome.UNKNOWN
        if number is None:
            return PrintOutcome.NOT_PRINTED
        begun, state = self._follow(number, until)
        self._leave_nothing(number)
        if state == _COMPLETED:
            return PrintOutcome.PRINTED if believed else PrintOutcome.UNKNOWN
        return PrintOutcome.UNKNOWN if begun else PrintOutcome.NOT_PRINTED

    def _sweep(self, until: float) -> None:
        """Cancel every job of ours that is still there: only one is ever wanted, and it is not sent yet."""
        wanted = attribute(Tag.BOOLEAN, "my-jobs", True) + attribute(Tag.KEYWORD, "requested-attributes", "job-id")
        for job in self._client.ask(Operation.GET_JOBS, until, wanted).all(Tag.JOB):
            number = job.number("job-id")
            if number is not None:
                self._cancel(number, until)

    def _submit(self, document: bytes, media_type: str, wishes: bytes, until: float) -> int | None:
        """The job's number; None when it was not taken. Raises AnswerLost when it may have been."""
        extra = attribute(Tag.NAME, "job-name", JOB_NAME) + attribute(Tag.MIME_TYPE, "document-format", media_type)
        while True:
            answer = self._client.ask(Operation.PRINT_JOB, until, extra, job=wishes, document=document)
            if answer.worked:
                return answer.group(Tag.JOB).number("job-id")
            if answer.status not in BUSY or time.monotonic() + LOOK >= until:
                log.warning("slip not taken by the printer: IPP status %04x", answer.status)
                return None
            time.sleep(LOOK)

    def _follow(self, number: int, until: float) -> tuple[bool, int | None]:
        """Whether it ever began, and its last known state (RFC 8011 section 5.3.7)."""
        begun, state = False, None
        while time.monotonic() < until:
            with suppress(Problem):
                state = self._state(number, until)
                begun = begun or state in (_PROCESSING, _STOPPED)
            if state is not None and state >= _CANCELLED:
                break
            time.sleep(LOOK)
        return begun or state is None, state

    def _state(self, number: int, until: float) -> int | None:
        wanted = attribute(Tag.KEYWORD, "requested-attributes", "job-state", "job-state-reasons")
        answer = self._client.ask(Operation.GET_JOB_ATTRIBUTES, until, _job(number) + wanted)
        return answer.group(Tag.JOB).number("job-state")

    def _leave_nothing(self, number: int) -> None:
        try:
            self._cancel(number, time.monotonic() + CANCEL)
        except Problem as problem:
            log.warning("a print job could not be cancelled yet: %s", problem.code)

    def _cancel(self, number: int, until: float) -> None:
        """End it and have CUPS forget it. A job that is over already, or forgotten, is as good."""
        purge = attribute(Tag.BOOLEAN, "purge-job", True)
        answer = self._client.ask(Operation.CANCEL_JOB, until, _job(number) + purge)
        if not answer.worked and answer.status not in _OVER:
            log.warning("a print job could not be cancelled: IPP status %04x", answer.status)


def _job(number: int) -> bytes:
    return attribute(Tag.INTEGER, "job-id", number)
