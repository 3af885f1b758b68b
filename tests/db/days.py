"""A kiosk's day by hand clock over real files, and what an image of its folder shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from db.batches import SqlBatches
from db.file import KioskFile
from kiosk.batch.keeper import BatchKeeper
from kiosk.ports.kinds import Kind
from tests.db.raw import RawFile, RawLog
from tests.kiosk.batch.sealing import SIZE, HandClock, RandomSeal

HALF_HOURS = 48
TICKS = 3  # in a half hour; real life has more, which only stirs more


@dataclass(frozen=True)
class Visit:
    """One visit's blobs, and the folder's image right after its finish returned: before any checkpoint."""

    intake: bytes
    tally: bytes
    database: bytes
    log: bytes


class Kiosk:
    """The real keeper over the real store; covers and blobs come from a seed."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = Random(seed)
        self.clock = HandClock()
        self.path = folder / "kiosk" / "kiosk.sqlite"
        self.file = KioskFile(self.path, self.clock)
        self.store = SqlBatches(self.file)
        self.seal = RandomSeal()
        self.keeper = BatchKeeper(
            self.store, self.cover, self.seal.sign, self.clock, lambda: 2968, lambda: 1, Random(seed + 1)
        )
        assert self.keeper.start() == ()

    def cover(self, kind: Kind) -> bytes:
        return self.random.randbytes(SIZE[kind])

    def visit(self, *, image: bool = False) -> Visit:
        intake, tally = self.cover(Kind.INTAKE), self.cover(Kind.TALLY)
        self.keeper.finish(intake, tally)
        visit = Visit(intake, tally, *(self.image() if image else (b"", b"")))
        self.keeper.settle()
        self.keeper.release()
        return visit

    def half_hour(self, visits: int, *, image: bool = False) -> list[Visit]:
        """Visits spread between the ticks; the last tick closes the batch and opens the next."""
        seen = []
        for tick in range(TICKS):
            seen += [self.visit(image=image) for _ in range(tick, visits, TICKS)]
            if tick == TICKS - 1:
                break
            self.clock.advance(1800 / TICKS)
            self.keeper.tick()
        return seen

    def end_half_hour(self) -> None:
        self.clock.advance(1800 / TICKS)
        self.keeper.tick()

    def image(self) -> tuple[bytes, bytes]:
        log = self.path.with_name(self.path.name + "-wal")
        return self.path.read_bytes(), log.read_bytes() if log.exists() else b""


@dataclass(frozen=True)
class Sight:
    """What a folder shows from outside and inside, but for the bytes that sealing makes."""

    names: tuple[str, ...]
    sizes: tuple[int, ...]
    stamps: tuple[int, ...]
    counters: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, int], ...]
    skeleton: bytes


def sight(folder: Path, database: str) -> Sight:
    """Stats are taken before anything is read, because reading moves the time of the last access."""
    outside = folder.stat()
    files = sorted(folder.iterdir())
    stats = [one.stat() for one in files]
    watched = [stat for one, stat in zip(files, stats, strict=True) if one.name.startswith(database)]
    stamps = tuple(int(moment) for stat in [*watched, outside] for moment in (stat.st_mtime_ns, stat.st_atime_ns))
    raw = RawFile((folder / database).read_bytes())
    log = folder / f"{database}-wal"
    counters = dict(raw.counters)
    if log.exists() and log.stat().st_size:
        counters["checkpoints"] = RawLog(log.read_bytes()).checkpoints
    return Sight(
        tuple(one.name for one in files),
        tuple(stat.st_size for stat in stats),
        stamps,
        tuple(counters.items()),
        tuple((table, len(raw.rows(table))) for table in raw.tables),
        raw.skeleton(),
    )


def spread(visits: int) -> list[int]:
    """A day's visits over its half hours, 16 at most in one, most of them at midday."""
    left, day = visits, [0] * HALF_HOURS
    for hour in _from_midday(HALF_HOURS):
        day[hour] = min(left, 16)
        left -= day[hour]
    return day


def _from_midday(many: int) -> Iterator[int]:
    return iter(sorted(range(many), key=lambda hour: abs(hour - many // 2)))
