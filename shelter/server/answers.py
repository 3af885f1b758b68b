"""What the server says, in one place. One rule: a Problem becomes one status and CBOR [1, code], its sentence stays
here; what a client has to believe is signed.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import ClassVar

from kiosk.formats import cbor
from kiosk.ports.shelter_store import Busy, Unavailable
from kiosk.problem import Damaged, DemoMixed, Problem, WrongKey

_log = logging.getLogger(__name__)
SOON, LATER = 5, 120
"""Seconds after which a client may try again: when others are being served, when IT has to do something first."""


@dataclass(frozen=True)
class Answer:
    """A status, a CBOR body (empty for 204) and, with 429 and 503, seconds to wait."""

    status: int
    body: bytes = b""
    retry_after: int | None = None


class NotHere(Problem):
    """There is no batch of that name."""

    code: ClassVar[str] = "not-here"


class OldCounter(Problem):
    """A reader's counter did not rise: a recorded request, or a reader restored from a copy."""

    code: ClassVar[str] = "old-counter"

    def __init__(self, last: int) -> None:
        super().__init__("This request was made before; make a new one with a higher counter.")
        self.last = last


class TooMany(Problem):
    """One client asks for much at once."""

    code: ClassVar[str] = "too-many"


class TooLarge(Problem):
    """A body is longer than anything of ours."""

    code: ClassVar[str] = "too-large"


class TooSlow(Problem):
    """A body did not arrive within the deadline."""

    code: ClassVar[str] = "too-slow"


_STATUS: tuple[tuple[type[Problem], int, int | None], ...] = (
    (Damaged, 400, None),
    (WrongKey, 403, None),
    (DemoMixed, 403, None),
    (NotHere, 404, None),
    (TooSlow, 408, None),
    (OldCounter, 409, None),
    (TooLarge, 413, None),
    (TooMany, 429, SOON),
    (Busy, 503, SOON),
    (Unavailable, 503, LATER),
)


def of_problem(problem: Problem) -> Answer:
    """The status and code of a Problem. One that the shelter's IT has to see to is logged too."""
    for kind, status, wait in _STATUS:
        if isinstance(problem, kind):
            if kind is Unavailable:
                _log.error("%s [%s]", problem.sentence, problem.code)
            more = [problem.last] if isinstance(problem, OldCounter) else []
            return Answer(status, cbor.encode([1, problem.code, *more]), wait)
    raise problem


def of_code(status: int, code: str) -> Answer:
    """A status with CBOR [1, code]."""
    return Answer(status, cbor.encode([1, code]))
