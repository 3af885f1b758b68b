"""`ceiba simulate`: invented visits at a demo site, through the real flow, seal and store, without the window.

One rule: the truth about them goes to a file outside the data folder, and nothing of it into the folder in clear.
"""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import UTC, datetime, time, timedelta, tzinfo
from random import Random

from kiosk import folder
from kiosk.boot.demo.invented import InventedVisit, invent
from kiosk.boot.layout import Layout
from kiosk.boot.own_process import make_demo_site
from kiosk.boot.tablet.assembly import Assembly, assemble
from kiosk.boot.tablet.folder import Site, read_site
from kiosk.formats import cbor
from kiosk.formats.code import parse_code
from kiosk.ports.clock import Clock
from kiosk.problem import DemoMixed, Problem
from kiosk.visit.record import Field, Record, intake_record, tally_record

HALF_HOURS = 48


class TruthInside(Problem):
    """The truth file would lie in the data folder."""

    code = "truth-inside"


class SteppedClock:
    """A clock that the simulation moves: the day in half hours, from `begin` on."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._passed = 0.0

    def wall(self) -> datetime:
        return self._start + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        return self._passed

    def move_to(self, seconds: float) -> None:
        """Forward to so many seconds after the start."""
        self._passed = max(self._passed, seconds)


def run(arguments: Namespace) -> int:
    """Simulate one day with N visits. Refuses a real site, and a truth file inside DIR."""
    layout = Layout(arguments.data)
    if arguments.truth.resolve().is_relative_to(layout.root.resolve()):
        raise TruthInside("The truth file may not lie in the data folder; name one outside.")
    if layout.is_empty:
        make_demo_site(layout)
    site = read_site(layout)
    if not site.schedule.demo:
        raise DemoMixed("Only a demo site can be simulated; choose an empty folder.")
    folder.write_new(arguments.truth, b"")
    visits = simulate(site, arguments.visits, arguments.seed)
    folder.replace(arguments.truth, json.dumps({"seed": arguments.seed, "visits": visits}, indent=1).encode())
    print(f"Simulated {len(visits)} visits in {layout.root}; the truth is in {arguments.truth}.")
    return 0


def begin(now: datetime, zone: tzinfo) -> datetime:
    """Midnight UTC of the last day that has come both by UTC and at a site in `zone`. All visits are in one week of
    keys, and west of UTC none is on the site's tomorrow when somebody looks at today's summary in the evening.
    """
    return datetime.combine(min(now.astimezone(UTC).date(), now.astimezone(zone).date()), time(), UTC)


def simulate(site: Site, visits: int, seed: int, half_hours: int = HALF_HOURS) -> list[dict[str, object]]:
    """One day at the kiosk, or its first hours. Returns the truth, a visit an entry, in the order they came."""
    random = Random(seed)  # noqa: S311 (invented guests; sealing draws from the system)
    clock = SteppedClock(begin(datetime.now(UTC), site.profile.timezone))
    times = sorted(random.uniform(0, half_hours * 1800) for _ in range(visits))
    truth: list[dict[str, object]] = []
    with assemble(site, clock, slips=None) as kiosk:
        for half_hour in range(1, half_hours + 1):
            while times and times[0] < half_hour * 1800:
                clock.move_to(times.pop(0))
                truth.append(live_through(kiosk, clock, invent(site, random)))
            clock.move_to(half_hour * 1800)
            kiosk.keeper.tick()
    return truth


def live_through(kiosk: Assembly, clock: Clock, invented: InventedVisit) -> dict[str, object]:
    """One visit to its end. Returns its truth."""
    visit, moment = invented.visit, kiosk.sealer.moment()
    finished = kiosk.reception.finish(visit)
    kiosk.keeper.settle()
    if invented.deleted:
        kiosk.reception.delete(finished)
    kiosk.reception.release(finished)
    kiosk.keeper.tick()
    code5 = parse_code(finished.slip.code)
    intake = None if visit.is_hidden else intake_record(visit, moment, code5)
    tally = tally_record(visit, moment)
    return {
        "time": clock.wall().isoformat(timespec="microseconds"),
        "deleted": invented.deleted,
        "slip": finished.slip.digits,
        "code": finished.slip.code,
        "intake": intake and {"fields": _plain(intake), "cbor": cbor.encode(intake).hex()},
        "tally": {"fields": _plain(tally), "cbor": cbor.encode(tally).hex()},
    }


def _plain(record: Record) -> dict[str, object]:
    """The record under its field names, bytes as hex, for JSON."""
    return {
        Field(key).name.lower(): value.hex() if isinstance(value, bytes) else value for key, value in record.items()
    }
