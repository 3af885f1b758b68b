"""Reading at the shelter against what it is made of: one HPKE opening a slip, one a record.

A scan is a slip, its record in a desk's real database, and a durable note that it was seen. Peer of a scan: opening
slip and record with HPKE, reading the record's row and writing one row with sqlite3 (WAL, synchronous=FULL, the log
folded in: the same syncs on both sides; they are nearly all of the time). Peer of a summary: opening its 10,000
tallies with HPKE alone (batches are always full: the events among them are opened by the product, not by the peer).
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from db.desk.store import SqlDeskStore
from kiosk.formats import blob, hybrid, slip
from kiosk.formats.blob import wrap_info
from kiosk.formats.device import DeviceKeys
from kiosk.formats.epoch import epoch_of
from kiosk.formats.keystore import Holder
from kiosk.formats.listed import Device
from kiosk.formats.schedule import Schedule
from kiosk.ports.kinds import SLOTS_OF, Kind, Role
from kiosk.visit.profile import Helpline, Placement, SiteProfile
from shelter.desk.reader import Desk
from shelter.keystore import Keystore
from shelter.opening.secrets import EpochSecret
from shelter.records.protocols import Protocols
from shelter.sources.source import Parcel
from shelter.summary.day import summarise
from tests.bench.ratio import Pair, milliseconds
from tests.shelter.small_day import DEFAULT, OFFERS, Parcels, SmallKiosk, Told, any_visit

VISITS, TALLIES, ROUNDS, SUMMARIES = 160, 10_000, 60, 3
LIMIT_SCAN, LIMIT_SUMMARY = 4.0, 5.0
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LINE = Helpline("Casa", "+1 555 0100")
PROFILE = SiteProfile("Casa", "Sol", Placement.BEFORE_PORT, "UTC", "911", ("es",), OFFERS, (LINE,), LINE)


class Site:
    """A site of one week and one kiosk."""

    def __init__(self) -> None:
        epoch, device = epoch_of(NOW), DeviceKeys.create()
        self.secrets = {role: EpochSecret.create(role, epoch) for role in (Role.DESK, Role.SUPERVISOR, Role.SLIP)}
        keys = tuple(secret.listed() for secret in self.secrets.values())
        self.schedule = Schedule(os.urandom(8), 1, epoch, True, keys, (Device(0, device.ed32, device.x32),)).sorted()
        self.kiosk = SmallKiosk(NOW, schedule=self.schedule, device=device)

    def keystore(self, holder: Holder, *roles: Role) -> Keystore:
        return Keystore(holder, tuple(self.secrets[role] for role in roles))


def lines() -> Iterator[str]:
    """One line a figure."""
    site = Site()
    with tempfile.TemporaryDirectory() as folder:
        yield _scan(site, Path(folder))
    yield _summary(site)


def _scan(site: Site, folder: Path) -> str:
    told = [site.kiosk.seal(any_visit(Random(number))) for number in range(VISITS)]
    shared = [one for one in told if not one.visit.is_hidden]
    store, keystore = SqlDeskStore(folder / "desk.sqlite"), site.keystore(Holder.DESK, Role.DESK, Role.SLIP)
    desk = Desk(site.schedule, keystore, Protocols((DEFAULT,)), store, lambda: NOW.date(), 21)
    steps = range(0, VISITS, SLOTS_OF[Kind.INTAKE])
    desk.take([Parcels([site.kiosk.parcel_of(*told[at : at + SLOTS_OF[Kind.INTAKE]]) for at in steps])])
    parts = Parts(site, folder / "parts.sqlite", shared)
    ours, peer = [], []
    for one in shared[:ROUNDS]:
        ours.append(milliseconds(lambda one=one: desk.scan(one.digits)))
        peer.append(milliseconds(lambda one=one: parts.scan(one)))
    return Pair(ours, peer).line("desk: scan to result / 2 HPKE + sqlite3 read and write", LIMIT_SCAN)


class Parts:
    """What a scan is made of, with nothing around it."""

    def __init__(self, site: Site, path: Path, told: Sequence[Told]) -> None:
        self._site = site
        self._path = path
        with sqlite3.connect(path) as database:
            database.execute("PRAGMA journal_mode=WAL").close()
            database.execute("CREATE TABLE seen (mark BLOB PRIMARY KEY) WITHOUT ROWID")
            database.execute("CREATE TABLE record (code BLOB PRIMARY KEY, blob BLOB)")
            database.executemany(
                "INSERT INTO record VALUES (?, ?)", [(one.code5, one.blobs[Kind.INTAKE]) for one in told]
            )
        database.close()

    def scan(self, told: Told) -> None:
        sealed = slip.parse_digits(told.digits, demo=True)[1:]
        key = self._site.secrets[Role.SLIP].x25519
        hybrid.SLIP_SUITE.decrypt(sealed, key, info=slip.slip_info(self._site.schedule.site8))
        database = sqlite3.connect(self._path)
        (item,) = database.execute("SELECT blob FROM record WHERE code = ?", (told.code5,)).fetchone()
        database.execute("PRAGMA synchronous=FULL").close()
        with database:
            database.execute("INSERT INTO seen VALUES (?)", (os.urandom(32),))
        database.close()
        unwrap(item, self._site.secrets[Role.DESK])


def unwrap(item: bytes, secret: EpochSecret) -> None:
    """HPKE alone: the wrap of one blob."""
    sealed = blob.parse(item)
    info = wrap_info(sealed.head_bytes, sealed.body, secret.kid8)
    hybrid.RECORD_SUITE.decrypt(sealed.wraps[0], secret.hybrid, info=info)


def _summary(site: Site) -> str:
    full = SLOTS_OF[Kind.TALLY]
    parcels: list[Parcel] = []
    tallies: list[bytes] = []
    covers = [(Kind.INTAKE, site.kiosk.sealer.cover(Kind.INTAKE)) for _ in range(SLOTS_OF[Kind.INTAKE])]
    events = [(Kind.EVENT, site.kiosk.sealer.cover(Kind.EVENT)) for _ in range(SLOTS_OF[Kind.EVENT])]
    random = Random(1)
    for _ in range(TALLIES // full):
        batch = [site.kiosk.sealer.tally(any_visit(random)) for _ in range(full)]
        tallies += batch
        parcels.append(site.kiosk.parcel([*covers, *events, *((Kind.TALLY, one) for one in batch)]))
    keystore, secret = site.keystore(Holder.SUPERVISOR, Role.SUPERVISOR), site.secrets[Role.SUPERVISOR]
    protocols, ours, peer = Protocols((DEFAULT,)), [], []
    for _ in range(SUMMARIES):
        ours.append(
            milliseconds(
                lambda: summarise(
                    NOW.date(), "internal", PROFILE, site.schedule, keystore, protocols, [Parcels(list(parcels))]
                )
            )
        )
        peer.append(milliseconds(lambda: [unwrap(one, secret) for one in tallies]))
    return Pair(ours, peer).line(f"summary of {TALLIES} tallies / opening each with HPKE", LIMIT_SUMMARY)
