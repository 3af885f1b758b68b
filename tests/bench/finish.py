"""Finishing a visit against the sum of its parts, and against the disk's own fsync.

Peer: two HPKE seals and one raw sqlite3 transaction (WAL, synchronous=FULL) that overwrites the same three rows on a
fresh connection: the same two WAL syncs on both sides. Targets: research, performance section 2.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from kiosk.boot.assembly import Assembly, assemble
from kiosk.boot.invented import invent
from kiosk.boot.layout import Layout
from kiosk.boot.own_process import make_demo_site
from kiosk.boot.site_files import Site, read_site
from kiosk.formats import hybrid
from kiosk.formats.blob import SIZE
from kiosk.ports.clock import SystemClock
from kiosk.ports.kinds import Kind, Role
from tests.bench.ratio import Pair, milliseconds

ROUNDS = 60
LIMIT_PARTS, LIMIT_DISK = 2.5, 8.0


def lines() -> Iterator[str]:
    """One line a figure."""
    with tempfile.TemporaryDirectory() as folder:
        layout = Layout(Path(folder) / "site")
        make_demo_site(layout)
        site = read_site(layout)
        with assemble(site, SystemClock(), slips=None) as kiosk:
            parts = Parts(Path(folder) / "parts.sqlite", site)
            yield from _figures(site, kiosk, parts, Path(folder))


class Parts:
    """What a finish is made of, with nothing around it."""

    def __init__(self, path: Path, site: Site) -> None:
        epoch = site.schedule.first_epoch
        self._path = path
        self._keys = [
            hybrid.public_key(site.schedule.recipients(epoch, role)[0]) for role in (Role.DESK, Role.SUPERVISOR)
        ]
        self._rows = {1: os.urandom(SIZE[Kind.INTAKE]), 2: os.urandom(SIZE[Kind.TALLY]), 3: os.urandom(32)}
        with self._connect() as database:
            database.execute("CREATE TABLE slot (place INTEGER PRIMARY KEY, blob BLOB)")
            database.executemany("INSERT INTO slot VALUES (?, ?)", self._rows.items())
        database.close()

    def finish(self) -> None:
        for key in self._keys:
            hybrid.RECORD_SUITE.encrypt(bytes(32), key, info=b"bench")
        self.database = self._connect()
        with self.database:
            self.database.executemany(
                "UPDATE slot SET blob = ? WHERE place = ?", [(b, p) for p, b in self._rows.items()]
            )

    def fold(self) -> None:
        self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        self.database.close()

    def _connect(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path)
        database.execute("PRAGMA journal_mode=WAL").close()
        database.execute("PRAGMA synchronous=FULL").close()
        return database


def _figures(site: Site, kiosk: Assembly, parts: Parts, folder: Path) -> Iterator[str]:
    random = Random(1)
    visits = [invent(site, random).visit for _ in range(ROUNDS)]
    disk = (folder / "fsync").open("wb", buffering=0)
    ours, peer, sync = [], [], []
    for visit in visits:
        ours.append(milliseconds(lambda visit=visit: kiosk.reception.finish(visit)))
        kiosk.keeper.release()
        kiosk.keeper.tick()
        peer.append(milliseconds(parts.finish))
        parts.fold()
        sync.append(milliseconds(lambda: (disk.seek(0), disk.write(bytes(8192)), os.fdatasync(disk.fileno()))))
    yield Pair(ours, peer).line("finish / 2 HPKE seals + raw sqlite3 overwrite, 2 syncs", LIMIT_PARTS)
    yield Pair(ours, sync).line("finish / fdatasync of an 8 KiB overwrite", LIMIT_DISK)
