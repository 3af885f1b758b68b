"""What the window asks of the house when a visit is over. One rule: none of these can stop a guest.

Every method returns quickly and raises nothing that a guest could meet: what does not work is in the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from kiosk.ports.paper import PrintOutcome, SlipContent
from kiosk.visit.record import Event
from kiosk.visit.visit import Visit


@dataclass(frozen=True)
class Finished:
    """A sealed visit: its slip, and whether its records are on the disk already (else they wait in memory)."""

    slip: SlipContent
    saved: bool
    place: object


class Reception(Protocol):
    """Takes finished visits in: seals, stores, prints."""

    def finish(self, visit: Visit) -> Finished:
        """Seal and store a visit; called once, on leaving *sharing* (or *offers* for things only)."""
        ...

    def release(self, finished: Finished) -> None:
        """The guest has left: *delete now* is no longer possible."""
        ...

    def delete(self, finished: Finished) -> None:
        """Delete now: covers over both records."""
        ...

    def print_slip(self, slip: SlipContent, done: Callable[[PrintOutcome], None]) -> None:
        """Print; `done` is called once, from another thread."""
        ...

    def leaflet(self, language: str) -> SlipContent:
        """A slip with an empty record, the same paper as everybody's."""
        ...

    def note(self, event: Event, detail: int = 0) -> None:
        """Seal and store an event of the site."""
        ...


class StatusKey(Enum):
    """What the staff page tells about; sentences are in the catalogues under staff.KEY and staff.advice.KEY."""

    SITE = "site"
    KEYS = "keys"
    STORAGE = "storage"
    PRINTER = "printer"
    CLOCK = "clock"
    SHELTER = "shelter"


@dataclass(frozen=True)
class StatusLine:
    """One line of the staff page: it works, or there is something to do."""

    key: StatusKey
    works: bool


class StaffDesk(Protocol):
    """What the staff page needs. No totals, no list, no way back to a visit."""

    def wait_seconds(self) -> int:
        """How long until the next PIN may be tried, at most 60; 0 when now."""
        ...

    def check_pin(self, pin: str) -> bool:
        """Whether the PIN is right. Takes some tenths of a second: not for the window's thread."""
        ...

    def status(self) -> Sequence[StatusLine]:
        """How this kiosk is."""
        ...
