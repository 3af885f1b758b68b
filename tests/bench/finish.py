"""Finishing a visit against the sum of its parts, and against the disk's own fsync.

Peer: the HPKE seals of an intake, a tally and a slip, and one raw sqlite3 transaction (WAL, synchronous=FULL) that
overwrites the same three rows on a fresh connection: the same two WAL syncs on both sides. What ours does beyond that:
records, padding, commitments, MAC and digits, the words of the slip, the digest over all slots, SQLAlchemy.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from kiosk.boot.demo.invented import invent
from kiosk.boot.layout import Layout
from kiosk.boot.own_process import make_demo_site
from kiosk.boot.tablet.assembly import Assembly, assemble
from kiosk.boot.tablet.folder import Site, read_site
from kiosk.formats import hybrid
from kiosk.formats.blob import SIZE
from kiosk.ports.clock import SystemClock
from kiosk.ports.kinds import Kind, Role
from tests.bench.ratio import Pair

ROUNDS = 60
LIMIT_WALL, LIMIT_CPU, LIMIT_DISK = 3.0, 4.0, 8.0


def lines() -> Iterator[str]:
    """One line a figure."""
    with tempfile.TemporaryDirectory() as folder:
        layout = Layout(Path(folder) / "site")
        make_demo_site(layout)
        site = read_site(layout)
        with assemble(site, SystemClock(), slips=None) as kiosk:
            yield from _figures(site, kiosk, Parts(Path(folder) / "parts.sqlite", site), Path(folder))


class Parts:
    """What a finish is made of, with nothing around it."""

    def __init__(self, path: Path, site: Site) -> None:
        epoch, listed = site.schedule.first_epoch, site.schedule.recipients
        self._path = path
        self._keys = [hybrid.public_key(listed(epoch, role)[0]) for role in (Role.DESK, Role.SUPERVISOR)]
        self._slip_key = X25519PublicKey.from_public_bytes(listed(epoch, Role.SLIP)[0])
        self._device = site.device.x25519
        self._sizes = {1: SIZE[Kind.INTAKE], 2: SIZE[Kind.TALLY], 3: 32}
        database = self._connect()
        with database:
            database.execute("CREATE TABLE slot (place INTEGER PRIMARY KEY, blob BLOB)")
            database.executemany(
                "INSERT INTO slot VALUES (?, ?)", [(p, bytes(size)) for p, size in self._sizes.items()]
            )
        database.close()

    def finish(self) -> None:
        """Seal three times, write once."""
        for key in self._keys:
            hybrid.RECORD_SUITE.encrypt(bytes(32), key, info=b"bench")
        self._device.exchange(self._slip_key)
        hybrid.SLIP_SUITE.encrypt(bytes(76), self._slip_key, info=b"bench")
        self._database = self._connect()
        with self._database:
            rows = [(os.urandom(size), place) for place, size in self._sizes.items()]  # equal bytes write nothing
            self._database.executemany("UPDATE slot SET blob = ? WHERE place = ?", rows)

    def fold(self) -> None:
        """The checkpoint, which neither side counts."""
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        self._database.close()

    def _connect(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path)
        database.execute("PRAGMA journal_mode=WAL").close()
        database.execute("PRAGMA synchronous=FULL").close()
        return database


def _figures(site: Site, kiosk: Assembly, parts: Parts, folder: Path) -> Iterator[str]:
    random = Random(1)
    ours, peer, disk = Clocked(), Clocked(), Clocked()
    for round_ in range(ROUNDS):
        visit = invent(site, random).visit
        sides = [(ours, lambda visit=visit: kiosk.reception.finish(visit)), (peer, parts.finish)]
        for side, act in sides if round_ % 2 else reversed(sides):
            _flush(folder)
            side.run(act)
        parts.fold()
        kiosk.keeper.release()
        kiosk.keeper.tick()
        _flush(folder)
        disk.run(lambda: _overwrite(folder / "disk"))
    yield Pair(ours.wall, peer.wall).line("finish / its seals + raw sqlite3, same two syncs (wall)", LIMIT_WALL)
    yield Pair(ours.cpu, peer.cpu).line("finish / its seals + raw sqlite3 (CPU)", LIMIT_CPU)
    yield Pair(ours.wall, disk.wall).line("finish / fdatasync of an 8 KiB overwrite (wall)", LIMIT_DISK)


def _flush(folder: Path) -> None:
    """Let neither side pay for what others left in the file system's journal."""
    path = folder / "flush"
    with path.open("wb") as file:
        os.fsync(file.fileno())
    path.unlink()
    _sync(folder)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def _overwrite(path: Path) -> None:
    with path.open("r+b" if path.exists() else "wb", buffering=0) as file:
        file.write(bytes(8192))
        os.fdatasync(file.fileno())


class Clocked:
    """Wall and CPU milliseconds of each call."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.cpu: list[float] = []

    def run(self, act: Callable[[], object]) -> None:
        """Call and clock it."""
        wall, cpu = time.perf_counter_ns(), time.thread_time_ns()
        act()
        self.cpu.append((time.thread_time_ns() - cpu) / 1e6)
        self.wall.append((time.perf_counter_ns() - wall) / 1e6)
