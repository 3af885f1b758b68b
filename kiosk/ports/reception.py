"""What the window asks of the house when a visit is over. One rule: none of these can stop a guest.

Every method returns quickly and raises nothing that a guest could meet: what does not work is in the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
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
