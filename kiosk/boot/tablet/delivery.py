"""The kiosk's sessions with the shelter, in a thread of their own. One rule: nothing else in the kiosk waits for it,
and what it finds out is told to staff, never to a guest.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from random import SystemRandom

from kiosk import folder
from kiosk.boot.tablet.accepted import known_packs
from kiosk.boot.tablet.folder import Site
from kiosk.formats.address import LIMIT, ServerAddress
from kiosk.formats.schedule import Schedule
from kiosk.ports.clock import Clock
from kiosk.ports.outbox import Aside, Outbox
from kiosk.problem import Problem
from kiosk.sync.backoff import Backoff
from kiosk.sync.courier import Courier
from kiosk.sync.link import Answer, Transport
from kiosk.sync.pinned import PinnedLink
from kiosk.sync.session import End, Session

log = logging.getLogger(__name__)

ALARM_HOURS = 72
"""How long a batch may wait for its readers' signatures before staff are told (DESIGN section 5)."""
LONG_HOURS = 24
"""How long the server may be silent before staff are told to look at the network."""
NEEDS_STAFF = frozenset({End.REVOKED, End.NOT_LISTED, End.NOT_OURS, End.NOT_UNDERSTOOD})


@dataclass(frozen=True)
class Waiting:
    """Batches, never people: not at the server yet, there but not signed by both readers, kept for IT; and the hours
    that the oldest of them has waited.
    """

    to_send: int
    to_be_signed: int
    damaged: int
    returned: int
    hours: int

    @property
    def needs_staff(self) -> bool:
        return self.damaged > 0 or self.returned > 0 or self.hours >= ALARM_HOURS


class Heard(Enum):
    """When the server last answered, as far as staff need to know; the catalogue's staff.advice.server.…"""

    NO_SERVER = "none"
    NOT_YET = "waiting"
    HOUR = "hour"
    DAY = "day"
    LONG = "long"
    REFUSED = "refused"


def what_waits(outbox: Outbox, clock: Clock) -> Waiting:
    """Look into the outbox. Raises the disk's Problems."""
    kept = outbox.kept()
    hour = int(clock.wall().timestamp() // 3600)
    offered = [one for one in kept if one.aside is not Aside.DAMAGED]
    return Waiting(
        to_send=sum(not one.received for one in offered),
        to_be_signed=sum(one.received for one in offered),
        damaged=len(kept) - len(offered),
        returned=sum(one.aside is Aside.RETURNED for one in offered),
        hours=hour - outbox.oldest_since(hour),
    )


class SiteLink:
    """The transport to the server that the site's newest schedule names; made anew for every exchange."""

    def __init__(self, site: Site, clock: Clock) -> None:
        address = ServerAddress.parse(folder.read(site.layout.address, LIMIT))
        self._make: Callable[[], Transport] = lambda: PinnedLink(
            address.url, address.site_ca, self.schedule.spki32, clock
        )
        self.schedule = site.schedule

    def post(self, path: str, body: bytes) -> Answer:
        return self._make().post(path, body)

    def put(self, path: str, body: bytes) -> Answer:
        return self._make().put(path, body)


class Sessions:
    """Runs sessions and keeps what they bring: a newer schedule goes to the disk and to `took_schedule`."""

    def __init__(
        self, site: Site, outbox: Outbox, clock: Clock, took_schedule: Callable[[Schedule], None] = lambda _: None
    ) -> None:
        """Raises MissingFile when this kiosk knows no server, Damaged."""
        self._site, self._took_schedule = site, took_schedule
        self._link = SiteLink(site, clock)
        authority = folder.read(site.layout.authority, 32)
        known = known_packs(site.layout, authority)
        self._courier = Courier(outbox, self._link, site.device, authority, site.schedule, packs=known)

    def run(self) -> Session:
        """One session. Raises the disk's Problems, BadAddress."""
        session = self._courier.run()
        if session.schedule is not None:
            keep_schedule(self._site, *session.schedule)
            self._link.schedule = session.schedule[0]
            self._took_schedule(session.schedule[0])
        keep_packs(self._site, session)
        return session


def keep_schedule(site: Site, schedule: Schedule, signed: bytes) -> None:
    """Put a newer schedule on the disk, unless it no longer knows this kiosk: the old one goes on then."""
    if schedule.device(site.device.device8) is not None:
        folder.replace(site.layout.schedule, signed)


def keep_packs(site: Site, session: Session) -> None:
    """Put a newer list of accepted packs on the disk; guests see it from the next start on."""
    if session.packs is not None:
        folder.replace(site.layout.packs, session.packs[1])


class Delivery:
    """Runs a session when it is time, and tells how it stands."""

    def __init__(self, sessions: Sessions | None, outbox: Outbox, clock: Clock) -> None:
        self._sessions, self._outbox, self._clock = sessions, outbox, clock
        self._backoff = Backoff(clock, SystemRandom())
        self._last: End | None = None
        self._heard_once, self._silent_since = False, clock.monotonic()

    def works(self) -> bool:
        """Whether staff have nothing to do about it. A server that is not reached for hours is nothing to do."""
        try:
            waits = self.waiting()
        except Problem:
            return False
        return self._last not in NEEDS_STAFF and not waits.needs_staff

    def waiting(self) -> Waiting:
        """What the shelter does not have yet. Raises the disk's Problems."""
        return what_waits(self._outbox, self._clock)

    def heard(self) -> Heard:
        """When the server last answered, since this start."""
        if self._sessions is None:
            return Heard.NO_SERVER
        if self._last in NEEDS_STAFF:
            return Heard.REFUSED
        hours = (self._clock.monotonic() - self._silent_since) / 3600
        if hours >= LONG_HOURS:
            return Heard.LONG
        if not self._heard_once:
            return Heard.NOT_YET
        return Heard.HOUR if hours < 1 else Heard.DAY

    def step(self) -> None:
        """A session when it is time, nothing otherwise."""
        if self._sessions is None or not self._backoff.due():
            return
        try:
            session = self._sessions.run()
        except Problem as problem:
            log.warning("sync stopped: %s", problem.code)
            self._backoff.failed()
            return
        self._last = session.end
        if session.end is End.DONE:
            self._heard_once, self._silent_since = True, self._clock.monotonic()
            self._backoff.succeeded()
        else:
            self._backoff.failed(session.retry_after)

    def walk(self) -> None:
        """`step` for a `Walker`: after a bug of ours the server is left alone for a while too."""
        try:
            self.step()
        except Exception:
            self._backoff.failed()
            raise
