"""The store's errors as the server's one word for them. One rule: what a client sent is never blamed for our disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from db.faults import as_problems
from kiosk.ports.shelter_store import Busy, Unavailable
from kiosk.problem import Problem


@contextmanager
def as_unavailable() -> Iterator[None]:
    """Whatever the disk or SQLite raises inside leaves as `Unavailable`, with the sentence of its cause."""
    try:
        with as_problems("server"):
            yield
    except (Busy, Unavailable):
        raise
    except Problem as problem:
        raise Unavailable(problem.sentence) from problem
