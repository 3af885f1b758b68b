"""Opens what a day's summary counts. One rule: every record counts once, and a bad one stops no other.

Only batches of the weeks that can hold the day are opened. A record that came in several batches (a kiosk restored
from an image sends its batches again) is one record: it is known by its SHA256.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from kiosk.formats.epoch import epoch_of
from kiosk.formats.schedule import Schedule
from kiosk.ports.kinds import Kind, Role
from kiosk.problem import Problem
from shelter.opening.blob import open_blob
from shelter.opening.secrets import EpochSecret
from shelter.sources.checking import Delivery, deliveries
from shelter.sources.source import Rubbish, Source
from shelter.summary.tally import SiteEvent, Tally, read_event, read_tally

COUNTED = (Kind.TALLY, Kind.EVENT)


@dataclass
class Gathered:
    """Tallies and events (by kiosk) of some weeks; `unread` by a Problem's code, `damaged` counts records of damaged
    batches among those that are here.
    """

    tallies: list[Tally] = field(default_factory=list)
    events: dict[bytes, list[SiteEvent]] = field(default_factory=dict)
    unread: Counter[str] = field(default_factory=Counter)
    damaged: Counter[int] = field(default_factory=Counter)
    """By day."""


def gather(
    sources: Iterable[Source], schedule: Schedule, secrets: Iterable[EpochSecret], day: date, timezone: ZoneInfo
) -> Gathered:
    """Everything of the weeks around `day`."""
    own = [secret for secret in secrets if secret.role is Role.SUPERVISOR]
    gathered, seen, weeks = Gathered(), set[bytes](), _weeks(day, timezone)
    for found in deliveries(sources, schedule):
        if isinstance(found, Rubbish):
            gathered.unread[found.why] += 1
        elif found.manifest.epoch in weeks:
            _add(gathered, found, own, seen)
    return gathered


def _weeks(day: date, timezone: ZoneInfo) -> frozenset[int]:
    """The epochs that the day touches, and those beside it: hours open may begin the day before."""
    begins = datetime.combine(day, time(), timezone)
    return frozenset(epoch_of(begins + timedelta(days=days)) for days in (-1, 0, 1, 2))


def _add(gathered: Gathered, delivery: Delivery, own: list[EpochSecret], seen: set[bytes]) -> None:
    gathered.unread.update(one.why for one in delivery.bad)
    for kind in COUNTED:
        for item in delivery.of(kind):
            leaf32 = sha256(item).digest()
            if leaf32 in seen:
                continue
            seen.add(leaf32)
            try:
                day = _open(gathered, delivery, item, own)
            except Problem as problem:
                gathered.unread[problem.code] += 1
                continue
            if day is not None and not delivery.whole:
                gathered.damaged[day] += 1


def _open(gathered: Gathered, delivery: Delivery, item: bytes, own: list[EpochSecret]) -> int | None:
    """Open one record and put it where it belongs; its day, None for a cover. Raises Damaged, WrongKey."""
    opened = open_blob(item, own, delivery.manifest.site8)
    if opened.is_cover:
        return None
    if opened.kind is Kind.TALLY:
        tally = read_tally(opened.record)
        gathered.tallies.append(tally)
        return tally.day
    event = read_event(opened.record)
    gathered.events.setdefault(delivery.manifest.kiosk8, []).append(event)
    return event.day
