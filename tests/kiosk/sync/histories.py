"""Histories of two kiosks, a server and two readers, drawn by hypothesis. What must hold in every one of them:

* a batch vanishes from a kiosk only when desk and supervisor have both signed it (looked at whenever one vanishes);
* when the weather is fine again, every visit whose finish returned is with its readers (none lost), each once after the
  readers dropped what they had met (none doubled), and nothing waits at any kiosk;
* a kiosk goes on taking visits through all of it.

A visit that lived only on a disk that was put back to an older image is gone with that disk, and is not counted."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from kiosk.ports.kinds import READER_OF, Kind, Role
from kiosk.ports.outbox import Kept
from kiosk.sync.courier import Courier
from kiosk.sync.session import End
from kiosk.sync.stick import Stick
from kiosk.sync.usb import StickCourier
from shelter.server.stick import take_stick
from tests.kiosk.sync.kiosk_side import Kiosk, newborn_kiosk, settle_in
from tests.kiosk.sync.shelter_side import KIOSKS, Reader, Server, make_schedule, newborn_server
from tests.kiosk.sync.weather import Fate, Killed, MortalOutbox, Weather
from tests.vectors import site

MEMORY = Path("/dev/shm")
CALM_ROUNDS = 12
IN_THE_BODY = slice(100, 132)
THROUGH_THE_APP = 0.1
"""The part of histories whose requests go through the whole ASGI application; others call what stands behind it."""
FATES = st.lists(st.sampled_from(Fate), max_size=6)
WHICH = st.integers(0, 1)
counts: Counter[str] = Counter()
"""What all histories of this process came to: histories, sessions, lost, doubled, …"""


class Nursery:
    """Newborn files, made once for all histories of a process."""

    _made: Path | None = None

    @classmethod
    def folder(cls) -> Path:
        if cls._made is None:
            cls._made = Path(tempfile.mkdtemp(prefix="ceiba-newborn-", dir=MEMORY if MEMORY.is_dir() else None))
            newborn_kiosk(cls._made)
            newborn_server(cls._made)
        return cls._made

    @classmethod
    def close(cls) -> None:
        if cls._made is not None:
            shutil.rmtree(cls._made)
            cls._made = None


class Histories(RuleBasedStateMachine):
    """One history."""

    @initialize(seed=st.integers(0, 2**32 - 1))
    def begin(self, seed: int) -> None:
        self.random = Random(seed)
        self.place = Path(tempfile.mkdtemp(prefix="ceiba-history-", dir=Nursery.folder()))
        self.schedule = make_schedule()
        self.stick = self.place / "stick"
        self.stick.mkdir()
        self.server = Server(self.place / "server", self.schedule, Nursery.folder() / "newborn-server.sqlite")
        self.ask = self.server.ask_app if self.random.random() < THROUGH_THE_APP else self.server.ask
        self.readers = {role: Reader(role) for role in (Role.DESK, Role.SUPERVISOR)}
        self.kiosks = [self._kiosk(at) for at in range(2)]
        for kiosk in self.kiosks:
            kiosk.visit()
            kiosk.half_hour()
        self.images: dict[int, dict[bytes, Kind]] = {}
        self.has_copy = False

    def _kiosk(self, at: int) -> Kiosk:
        settle_in(Nursery.folder(), self.place / f"kiosk-{at}", self.random)
        return Kiosk(self.place / f"kiosk-{at}", KIOSKS[at], self.schedule, self.random)

    @rule(at=WHICH, many=st.integers(1, 3))
    def visits(self, at: int, many: int) -> None:
        for _ in range(many):
            self.kiosks[at].visit()

    @rule(at=WHICH, many=st.integers(1, 3))
    def half_hours(self, at: int, many: int) -> None:
        for _ in range(many):
            self.kiosks[at].half_hour()

    @rule(at=WHICH, fates=FATES, dies_at=st.none() | st.integers(1, 12))
    def session(self, at: int, fates: list[Fate], dies_at: int | None) -> None:
        try:
            self._session(self.kiosks[at], fates, dies_at)
        except Killed:
            counts["kills"] += 1
            self.kiosks[at].restart()

    @rule(role=st.sampled_from([Role.DESK, Role.SUPERVISOR]), fates=FATES)
    def reader_pulls(self, role: Role, fates: list[Fate]) -> None:
        self._pull(role, fates)

    @rule(at=WHICH)
    def a_good_day(self, at: int) -> None:
        """A batch goes all the way and is forgotten."""
        self._close_and_deliver(at)
        for role in self.readers:
            self._pull(role)
        self._session(self.kiosks[at])

    @rule(at=WHICH, role=st.sampled_from([Role.DESK, Role.SUPERVISOR]))
    def a_day_that_one_reader_missed(self, at: int, role: Role) -> None:
        """A batch is signed by one of the two, and the kiosk hears of it."""
        self._close_and_deliver(at)
        self._pull(role)
        self._session(self.kiosks[at])

    @rule(at=WHICH)
    def kiosk_put_back_a_day(self, at: int) -> None:
        """The kiosk's disk is restored to what it was before its last delivery: its chain has gone on without it."""
        said = self.kiosks[at].image(self.place / f"day-{at}")
        self._close_and_deliver(at)
        self.kiosks[at].restore(self.place / f"day-{at}", said)
        counts["kiosk restores"] += 1

    @rule(at=WHICH)
    def server_put_back_a_day(self, at: int) -> None:
        """The server loses a day that the kiosk has forgotten already."""
        self.server.copy(self.place / "day.sqlite")
        self.a_good_day(at)
        self.server.restore(self.place / "day.sqlite")
        counts["server restores"] += 1

    @rule(at=WHICH, comes_back=st.booleans())
    def a_stick_travels(self, at: int, comes_back: bool) -> None:
        """One stick for both kiosks: what one exchange left on it is there at the next, however old."""
        kiosk, stick = self.kiosks[at], Stick(self.stick)
        outbox = MortalOutbox(kiosk.outbox, None, self._may_vanish)
        courier = StickCourier(outbox, kiosk.device, site.AUTHORITY_ED32, kiosk.schedule, self.random.randbytes)
        courier.run(stick)
        take_stick(self.server.service, stick)
        if comes_back:
            courier.run(stick)
        counts["sticks"] += 1

    @rule(at=WHICH)
    def kiosk_killed(self, at: int) -> None:
        self.kiosks[at].restart()

    @rule()
    def server_restarted(self) -> None:
        self.server.restart()

    @rule()
    def server_copied(self) -> None:
        self.server.copy(self.place / "copy.sqlite")
        self.has_copy = True

    @rule()
    def server_restored(self) -> None:
        if self.has_copy:
            self.server.restore(self.place / "copy.sqlite")
            counts["server restores"] += 1

    @rule()
    def server_made_anew(self) -> None:
        self.server.restore(Nursery.folder() / "newborn-server.sqlite")
        counts["servers made anew"] += 1

    @rule(at=WHICH)
    def kiosk_imaged(self, at: int) -> None:
        self.images[at] = self.kiosks[at].image(self.place / f"image-{at}")

    @rule(at=WHICH)
    def kiosk_restored(self, at: int) -> None:
        if at in self.images:
            self.kiosks[at].restore(self.place / f"image-{at}", self.images[at])
            counts["kiosk restores"] += 1

    @rule(at=WHICH)
    def a_twin_lives(self, at: int) -> None:
        """An image runs on a second machine, with the same keys, while the first goes on."""
        if at in self.images and len(self.kiosks) == 2:
            place = self.place / "twin"
            settle_in(Nursery.folder(), place, self.random)
            shutil.copy(self.place / f"image-{at}", place / "batches.sqlite")
            twin = Kiosk(place, KIOSKS[at], self.schedule, self.random)
            twin.said = dict(self.images[at])
            self.kiosks.append(twin)
            counts["twins"] += 1

    @rule(fates=FATES)
    def the_twin_syncs(self, fates: list[Fate]) -> None:
        if len(self.kiosks) == 3:
            self.kiosks[2].visit()
            self.kiosks[2].half_hour()
            self.session(2, fates, None)

    @rule(at=WHICH, years=st.sampled_from([-10, -1, 1, 10]))
    def clock_jumps(self, at: int, years: int) -> None:
        clock = self.kiosks[at].clock
        clock.set_wall(clock.wall() + timedelta(days=365 * years))

    def teardown(self) -> None:
        if not hasattr(self, "readers"):
            return
        try:
            self._calm()
            self._judge()
            counts["histories"] += 1
        finally:
            self.server.close()
            shutil.rmtree(self.place)

    def _close_and_deliver(self, at: int) -> None:
        self.kiosks[at].visit()
        self.kiosks[at].half_hour()
        self._session(self.kiosks[at])

    def _session(self, kiosk: Kiosk, fates: list[Fate] | None = None, dies_at: int | None = None) -> End:
        outbox = MortalOutbox(kiosk.outbox, dies_at, self._may_vanish)
        link = Weather(self.ask, fates or ())
        counts["sessions"] += 1
        courier = Courier(outbox, link, kiosk.device, site.AUTHORITY_ED32, kiosk.schedule, self.random.randbytes)
        end = courier.run().end
        counts["new chains"] += outbox.new_chains
        outbox.oldest_since(int(kiosk.clock.wall().timestamp() // 3600))
        return end

    def _pull(self, role: Role, fates: list[Fate] | None = None) -> None:
        try:
            self.readers[role].pull(Weather(self.ask, fates or ()).send)
        except Killed:
            counts["kills"] += 1
        except Exception:  # a reader's own program is proven elsewhere: in bad weather this one just stops
            if not fates:
                raise

    def _may_vanish(self, kept: Kept) -> None:
        for role, reader in self.readers.items():
            assert kept.digest32 in reader.signed, f"forgotten before the {role.name.lower()} had signed"
        counts["forgotten"] += 1

    def _calm(self) -> None:
        for round_ in range(CALM_ROUNDS):
            for kiosk in self.kiosks if round_ < 2 else ():
                kiosk.visit()
                kiosk.half_hour()
            ends = [self._session(kiosk) for kiosk in self.kiosks]
            for role in self.readers:
                self._pull(role)
            if not any(kiosk.outbox.kept() for kiosk in self.kiosks):
                break
        assert ends == [End.DONE] * len(self.kiosks)
        assert [len(kiosk.outbox.kept()) for kiosk in self.kiosks] == [0] * len(self.kiosks), "something waits for ever"

    def _judge(self) -> None:
        said = {leaf: kind for kiosk in self.kiosks for leaf, kind in kiosk.said.items()}
        lost = [leaf for leaf, kind in said.items() if leaf not in self.readers[READER_OF[kind]].held]
        counts["visits"] += len(said) // 2
        counts["lost"] += len(lost)
        doubled = 0
        for reader in self.readers.values():
            bodies = Counter(blob[IN_THE_BODY] for blob in reader.held.values())
            doubled += sum(many - 1 for many in bodies.values())
        counts["doubled"] += doubled
        assert (len(lost), doubled) == (0, 0)
