"""A kiosk, a server and two readers, small enough for one test."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from kiosk.ports.kinds import Role
from kiosk.sync.courier import Courier
from kiosk.sync.session import Session
from tests.kiosk.sync.histories import Nursery
from tests.kiosk.sync.kiosk_side import Kiosk, settle_in
from tests.kiosk.sync.shelter_side import KIOSKS, Reader, Server, make_schedule
from tests.kiosk.sync.weather import Fate, Weather
from tests.vectors import site


@dataclass
class World:
    """`place` is on a memory disk where there is one."""

    place: Path
    server: Server
    kiosk: Kiosk
    desk: Reader = field(default_factory=lambda: Reader(Role.DESK))
    supervisor: Reader = field(default_factory=lambda: Reader(Role.SUPERVISOR))

    def courier(self, *fates: Fate) -> Courier:
        link = Weather(self.server.ask, fates)
        return Courier(self.kiosk.outbox, link, self.kiosk.device, site.AUTHORITY_ED32, self.kiosk.schedule)

    def session(self, *fates: Fate) -> Session:
        return self.courier(*fates).run()

    def read(self, *readers: Reader) -> None:
        for reader in readers or (self.desk, self.supervisor):
            reader.pull(self.server.ask)

    def close_batches(self, many: int = 1) -> None:
        for _ in range(many):
            self.kiosk.visit()
            self.kiosk.half_hour()

    def numbers(self) -> list[int]:
        """The numbers of the batches that are kept."""
        return [one.bno for one in self.kiosk.outbox.kept()]

    def missing(self) -> list[bytes]:
        """What was said at the kiosk and is with no reader."""
        held = self.desk.held.keys() | self.supervisor.held.keys()
        return [leaf for leaf in self.kiosk.said if leaf not in held]


@pytest.fixture(scope="session", autouse=True)
def nursery() -> Iterator[None]:
    yield
    Nursery.close()


@pytest.fixture
def world() -> Iterator[World]:
    newborn = Nursery.folder()
    place = Path(tempfile.mkdtemp(prefix="ceiba-world-", dir=newborn))
    schedule, random = make_schedule(), Random(7)
    settle_in(newborn, place / "kiosk", random)
    server = Server(place / "server", schedule, newborn / "newborn-server.sqlite")
    yield World(place, server, Kiosk(place / "kiosk", KIOSKS[0], schedule, random))
    server.close()
    shutil.rmtree(place)
