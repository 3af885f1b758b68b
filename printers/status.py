"""What a receipt printer says of itself (DLE EOT 1-4, GS r 1). One rule: no answer is `None`, never yes or no.

Bits: Epson's ESC/POS reference, "Real-time commands". Every DLE EOT answer has the form 0xx1xx10, the answer to GS r
0xx0xxxx: so a real-time request that a printer believes to have seen inside a picture is told apart from the word that
the job has been worked off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

ASKS = tuple(bytes((0x10, 0x04, which)) for which in (1, 2, 3, 4))
"""DLE EOT 1 online, 2 why offline, 3 error, 4 paper."""
BARRIER = b"\x1dr\x01"
"""GS r 1 is answered in its turn: when the answer comes, everything before it has been worked off."""
CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 8: throw away what is still in the buffers, so that it is not printed after the refill."""


class Ready(Enum):
    """Why a printer could print, could not, or is not known to."""

    YES = "ready"
    UNKNOWN = "no-answer"
    NO_PAPER = "no-paper"
    COVER_OPEN = "cover-open"
    FAULT = "fault"
    OFFLINE = "offline"
    AWAY = "away"
    UNSUITABLE = "unsuitable"

    @property
    def could_print(self) -> bool | None:
        """The three states of `SlipPrinter.preflight`."""
        return {Ready.YES: True, Ready.UNKNOWN: None}.get(self, False)


@dataclass(frozen=True)
class Status:
    """Three states each: True, False, None for no answer. `paper_low` warns only."""

    online: bool | None = None
    cover_closed: bool | None = None
    no_error: bool | None = None
    paper: bool | None = None
    paper_low: bool | None = None

    @property
    def ready(self) -> Ready:
        """The most useful reason first."""
        reasons = (
            (self.paper, Ready.NO_PAPER),
            (self.cover_closed, Ready.COVER_OPEN),
            (self.no_error, Ready.FAULT),
            (self.online, Ready.OFFLINE),
        )
        for state, reason in reasons:
            if state is False:
                return reason
        return Ready.YES if self.online and self.paper else Ready.UNKNOWN


def is_status(byte: int) -> bool:
    """Whether a byte has the form of a DLE EOT answer."""
    return byte & 0x93 == 0x12


def is_barrier(byte: int) -> bool:
    """Whether a byte has the form of a GS r 1 answer."""
    return byte & 0x90 == 0


def read_status(answers: Sequence[int | None]) -> Status:
    """The answers to `ASKS` in their order, None where none came."""
    online, offline_cause, error, paper = answers
    return Status(
        online=None if online is None else not online & 0x08,
        cover_closed=None if offline_cause is None else not offline_cause & 0x04,
        no_error=_none_set(offline_cause, 0x40, error, 0x6C),
        paper=_none_set(offline_cause, 0x20, paper, 0x60),
        paper_low=None if paper is None else bool(paper & 0x0C),
    )


def _none_set(first: int | None, first_bits: int, second: int | None, second_bits: int) -> bool | None:
    """False when a bit of either stands; None when the second did not answer and the first shows nothing."""
    if first is not None and first & first_bits:
        return False
    return None if second is None else not second & second_bits
