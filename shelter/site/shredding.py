"""Which weeks' keys may be destroyed. One rule: never before every kiosk that is still the site's has signed a batch
of a later week and this reader holds everything before it; after the hard limit only on a person's word (DESIGN
section 3).

A destroyed seed makes everything that was sealed to it noise, on kiosks, server, sticks and copies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.formats.epoch import start_of
from kiosk.formats.listed import DeviceState
from kiosk.formats.schedule import Schedule

RESTS = timedelta(days=14)
"""How long a week is over before its keys may go."""
HARD_LIMIT = timedelta(days=70)
"""How long a week may be over at most while some kiosk is not known to be past it."""


@dataclass(frozen=True)
class Due:
    """A week whose keys should go: `behind` are the kiosks (device8) that are not known to be past it, `overdue` when
    the hard limit has come.
    """

    epoch: int
    behind: tuple[bytes, ...]
    overdue: bool

    @property
    def settled(self) -> bool:
        """Whether nothing can be lost by destroying its keys."""
        return not self.behind


def due(epochs: Iterable[int], schedule: Schedule, reached: Mapping[bytes, int], now: datetime) -> tuple[Due, ...]:
    """Of the `epochs` whose secrets are held, those that have been over for long enough, oldest first. `reached` is the
    newest week in which each kiosk signed a batch, everything before it being fetched. A clock that runs ahead destroys
    nothing early: it is believed up to the end of the week after the newest that a kiosk has signed.
    """
    active = [device.device8 for device in schedule.devices if device.state is DeviceState.ACTIVE]
    newest = max((reached[device8] for device8 in active if device8 in reached), default=None)
    believed = now if newest is None else min(now, start_of(newest + 2))
    found = []
    for epoch in sorted(set(epochs)):
        behind = tuple(device8 for device8 in active if reached.get(device8, -1) <= epoch)
        overdue = now - start_of(epoch + 1) >= HARD_LIMIT
        if believed - start_of(epoch + 1) >= RESTS or (behind and overdue):
            found.append(Due(epoch, behind, overdue))
    return tuple(found)
