"""What carries a session's requests to the server and its answers back. One rule: two methods, and whoever answers
has already been proven to be the site's own server.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from kiosk.problem import Problem

ANSWER_LIMIT = 262_144
"""Bytes of the longest answer: a schedule's file."""
HEAD, ACKS, SCHEDULE, PACKS = "/v1/head", "/v1/chain-acks", "/v1/schedule", "/v1/packs"


class Unreachable(Problem):
    """Nobody answered in time, or the answer broke off."""

    code = "unreachable"


class NotOurServer(Problem):
    """Somebody answered who cannot prove to be the site's server."""

    code = "not-our-server"


@dataclass(frozen=True)
class Answer:
    """A status code of HTTP, the body as it came, and how many seconds the server wants to be left alone."""

    status: int
    untrusted_body: bytes = field(repr=False)
    retry_after: float | None = None


class Transport(Protocol):
    """Carries one request and brings its answer. Raises Unreachable, NotOurServer."""

    def post(self, path: str, body: bytes) -> Answer:
        """Ask something."""
        ...

    def put(self, path: str, body: bytes) -> Answer:
        """Hand something over; doing it twice is the same as once."""
        ...


def batch_path(kiosk8: bytes, chain8: bytes, bno: int) -> str:
    """Where a batch is put."""
    return f"/v1/batches/{kiosk8.hex()}/{chain8.hex()}/{bno}"
