"""How long a site was open on a day. One rule: in steps of two hours, because no record knows the time more finely.

A kiosk says *open* when it starts and *close* when it ends. A start without an end (it was killed, or still runs)
counts for its own two hours only, so that nothing is made up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kiosk.visit.record import Event
from shelter.summary.tally import SiteEvent

PARTS = 12
HOURS = 24 // PARTS
_STEP = {Event.OPEN: 1, Event.CLOSE: -1}


def hours_open(by_kiosk: Mapping[bytes, Iterable[SiteEvent]], day: int) -> int:
    """Hours of `day` (since 1970) in which any kiosk was open: a multiple of 2."""
    parts = {part for events in by_kiosk.values() for part in _parts(events)}
    return HOURS * sum(day * PARTS <= part < (day + 1) * PARTS for part in parts)


def _parts(events: Iterable[SiteEvent]) -> set[int]:
    """The two-hour parts since 1970 that one kiosk's openings touch."""
    net: Counter[int] = Counter()
    for event in events:
        if event.event in _STEP and event.part is not None:
            net[event.day * PARTS + event.part] += _STEP[event.event]
    touched, begun = set(net), None
    for part in sorted(net):
        if net[part] < 0 and begun is not None:
            touched.update(range(begun, part))
            begun = None
        elif net[part] > 0:
            begun = part
    return touched
