"""No metering on disk, shown on raw bytes: neither the order in which people came nor how many can be read from what
lies there. Every proof is also run on a store written without thinking, and must fail there.

What an image does show, and no test here hides: one taken in the moment between a commit and its checkpoint holds one
write to one pair of slots, a visit's or a stirring's (docs/adr/0003). `test_an_image_before_the_checkpoint…` shows
that it holds no more than that. The time of a file's last change (ctime) cannot be set by a program: the stirring
moves it at random moments, and it is not tested here because no test can turn the system's clock."""

from __future__ import annotations

import os
from collections import defaultdict
from hashlib import sha256
from pathlib import Path

import pytest

from kiosk.ports.kinds import Kind
from tests.db.chance import BOUND, pooled
from tests.db.days import HALF_HOURS, Kiosk, Sight, Visit, sight, spread
from tests.db.naive import NaiveFresh, NaiveLog, NaiveRandomKeys, NaiveRows
from tests.db.raw import RawFile, RawLog
from tests.kiosk.batch.sealing import SIZE

DAYS = (0, 30, 300)
Series = dict[str, list[list[float]]]


def day_of(kiosk: Kiosk, visits: int) -> list[Sight]:
    seen = [sight(kiosk.path.parent, kiosk.path.name)]
    for many in spread(visits):
        kiosk.half_hour(many)
        kiosk.keeper.settle()
        seen.append(sight(kiosk.path.parent, kiosk.path.name))
        kiosk.end_half_hour()
        seen.append(sight(kiosk.path.parent, kiosk.path.name))
    return seen


@pytest.mark.timeout(180)
def test_equal_days_look_equal_whether_nobody_or_three_hundred_came(memory_path: Path) -> None:
    days = [day_of(Kiosk(memory_path / str(visits), visits), visits) for visits in DAYS]
    for moments in zip(*days, strict=True):
        for part in ("names", "sizes", "stamps", "counters", "rows", "skeleton"):
            assert len({getattr(moment, part) for moment in moments}) == 1, part
    last = days[0][-1]
    assert dict(last.rows)["closed_batch"] == HALF_HOURS
    assert dict(last.rows)["slot"] == 36
    assert last.names == ("ballast", "kiosk.sqlite")


def test_a_naive_day_looks_different_in_every_part(memory_path: Path) -> None:
    ends = []
    for visits in DAYS:
        store = NaiveRows(memory_path / str(visits) / "visits.sqlite")
        for _ in range(visits):
            store.finish(os.urandom(SIZE[Kind.INTAKE]), os.urandom(SIZE[Kind.TALLY]))
        ends.append(sight(memory_path / str(visits), "visits.sqlite"))
        store.close()
    for part in ("sizes", "stamps", "counters", "rows", "skeleton"):
        assert len({getattr(end, part) for end in ends}) == len(DAYS), part
    assert len({dict(end.counters).get("checkpoints", 0) for end in ends}) == len(DAYS)


def place_in(series: Series, name: str, image: bytes, blobs: list[bytes]) -> None:
    """File offset of the first and last bytes, and the page, of each blob in an image."""
    if image:
        starts = [image.rfind(blob[:24]) for blob in blobs]
        ends = [image.rfind(blob[-24:]) for blob in blobs]
        assert min(starts + ends) >= 0
        series[f"{name}: first byte"].append([float(at) for at in starts])
        series[f"{name}: last byte"].append([float(at) for at in ends])
        series[f"{name}: page"].append([float(at // 4096) for at in starts])


def row_order(series: Series, name: str, image: bytes, table: str, blobs: list[bytes]) -> None:
    rows = {column: order for order, row in enumerate(RawFile(image).rows(table)) for column in row.columns}
    series[f"{name}: row"].append([float(rows[blob]) for blob in blobs])


def log_of(series: Series, visits: list[Visit]) -> None:
    """What the logs show that were imaged right after each finish."""
    logs = [RawLog(visit.log) for visit in visits]
    series["log: checkpoints"].append([float(log.checkpoints) for log in logs])
    series["log: salt"].append([float(log.salt) for log in logs])
    series["log: size"].append([float(len(visit.log)) for visit in visits])
    series["log: commits"].append([float(log.commits) for log in logs])
    for kind, blobs in (("intake", [v.intake for v in visits]), ("tally", [v.tally for v in visits])):
        found = [
            next(number for number, frame in enumerate(log.frames) if blob[:24] in frame.content)
            for log, blob in zip(logs, blobs, strict=True)
        ]
        series[f"log: {kind} frame"].append([float(number) for number in found])
        pages = [log.frames[number].page for log, number in zip(logs, found, strict=True)]
        series[f"log: {kind} page"].append([float(page) for page in pages])
    headers = [RawFile(visit.database).counters for visit in visits]
    for counter in headers[0]:
        series[f"header: {counter}"].append([float(header[counter]) for header in headers])


def names_of(series: Series, blobs: list[bytes]) -> None:
    series["listing"].append([float(int.from_bytes(sha256(blob).digest()[:6], "big")) for blob in blobs])


@pytest.mark.timeout(180)
def test_nothing_on_disk_follows_the_order_of_arrival(memory_path: Path) -> None:
    series: Series = defaultdict(list)
    kiosk = Kiosk(memory_path, 5)
    for many in [12, 16, 9, 14] * 9:
        visits = kiosk.half_hour(many, image=True)
        opened, _ = kiosk.image()
        kiosk.end_half_hour()
        closed, log = kiosk.image()
        assert log == b""
        for name, blobs in (("intake", [v.intake for v in visits]), ("tally", [v.tally for v in visits])):
            place_in(series, f"open {name}", opened, blobs)
            place_in(series, f"closed {name}", closed, blobs)
            row_order(series, f"open {name}", opened, "slot", blobs)
            names_of(series, blobs)
        log_of(series, visits)
    scores = {name: round(pooled(values), 2) for name, values in series.items()}
    assert len(scores) > 20
    assert {name: score for name, score in scores.items() if abs(score) > BOUND} == {}
    for constant in ("checkpoints", "size", "commits"):
        assert len({value for one in series[f"log: {constant}"] for value in one}) == 1
    assert {value for one in series["log: commits"] for value in one} == {1.0}
    assert len({value for one in series["log: salt"] for value in one}) > 440  # drawn afresh for each log


def naive_scores(folder: Path, store_type: type[NaiveRows]) -> dict[str, float]:
    series: Series = defaultdict(list)
    for half_hour in range(16):
        path = folder / str(half_hour) / "visits.sqlite"
        store, visits = store_type(path), []
        for _ in range(12):
            intake, tally = os.urandom(SIZE[Kind.INTAKE]), os.urandom(SIZE[Kind.TALLY])
            store.finish(intake, tally)
            log = path.with_name("visits.sqlite-wal")
            visits.append(Visit(intake, tally, path.read_bytes(), log.read_bytes()))
        log_of(series, visits)
        store.close()
        image = path.read_bytes()
        place_in(series, "intake", image, [visit.intake for visit in visits])
        place_in(series, "tally", image, [visit.tally for visit in visits])
        row_order(series, "intake", image, "visit", [visit.intake for visit in visits])
    return {name: pooled(values) for name, values in series.items()}


LEAKS: dict[type[NaiveRows], list[str]] = {
    NaiveRows: [
        *("intake: first byte", "intake: page", "intake: row", "tally: last byte", "header: pages"),
        *("log: checkpoints", "log: salt", "log: intake page"),
    ],
    NaiveLog: ["log: intake frame", "log: tally frame", "log: size", "log: commits", "intake: first byte"],
    NaiveFresh: ["header: change", "header: version", "header: pages", "intake: row"],
    NaiveRandomKeys: ["intake: last byte", "tally: last byte", "tally: page", "log: checkpoints"],
}


@pytest.mark.parametrize("store_type", LEAKS)
def test_the_same_proof_fails_on_a_naive_store(memory_path: Path, store_type: type[NaiveRows]) -> None:
    scores = naive_scores(memory_path, store_type)
    assert {leak: scores[leak] for leak in LEAKS[store_type] if abs(scores[leak]) <= 2 * BOUND} == {}


def differing(one: bytes, other: bytes) -> set[int]:
    assert len(one) == len(other)
    return {at for at in range(len(one)) if one[at] != other[at]}


def slots_of(image: bytes) -> dict[int, set[int]]:
    """By place, the file offsets of that slot's blob."""
    return {
        row.rowid: {at for start, length in row.blobs for at in range(start, start + length)}
        for row in RawFile(image).rows("slot")
    }


def digest_of(image: bytes) -> set[int]:
    (row,) = RawFile(image).rows("open_batch")
    return {at for start, length in row.blobs for at in range(start, start + length)}


def test_an_image_before_the_checkpoint_shows_one_pair_of_slots_and_no_more(memory_path: Path) -> None:
    kiosk = Kiosk(memory_path, 8)
    shapes = set()
    for _ in range(16):
        before, nothing = kiosk.image()
        assert nothing == b""
        visit = kiosk.visit(image=True)
        log = RawLog(visit.log)
        assert visit.database == before
        changed = differing(before, log.over(before))
        touched = {place for place, bytes_of in slots_of(before).items() if bytes_of & changed}
        assert len(touched) == 2
        assert changed <= set.union(digest_of(before), *(slots_of(before)[place] for place in touched))
        assert kiosk.image() == (log.over(before), b"")
        shapes.add((log.commits, log.checkpoints, len(log.frames), len(visit.log)))
    assert shapes == {(1, 0, 3, 32 + 3 * 4120)}


def test_a_stirring_looks_like_a_visit(memory_path: Path) -> None:
    kiosk = Kiosk(memory_path, 9)
    before, _ = kiosk.image()
    kiosk.keeper._current.stir()
    stirred, log = kiosk.image()
    assert stirred == before
    kiosk.keeper.settle()
    visit = RawLog(kiosk.visit(image=True).log)
    shape = [(one.commits, one.checkpoints, len(one.frames)) for one in (RawLog(log), visit)]
    assert shape[0] == shape[1]
    after = RawLog(log).over(before)
    touched = [place for place, at in slots_of(before).items() if at & differing(before, after)]
    assert [place // 16 for place in touched] == [0, 1]


def test_a_log_never_holds_two_visits_even_when_nobody_settles(memory_path: Path) -> None:
    kiosk = Kiosk(memory_path, 10)
    for _ in range(6):
        kiosk.keeper.finish(kiosk.cover(Kind.INTAKE), kiosk.cover(Kind.TALLY))
        _, log = kiosk.image()
        assert (RawLog(log).commits, len(RawLog(log).frames)) == (1, 3)
    assert not kiosk.path.with_name("kiosk.sqlite-shm").exists()


def test_slots_of_a_closed_batch_hold_nothing_of_it(memory_path: Path) -> None:
    kiosk = Kiosk(memory_path, 11)
    visits = [kiosk.visit() for _ in range(5)]
    kiosk.end_half_hour()
    kiosk.clock.advance(1800)
    kiosk.keeper.tick()
    image, _ = kiosk.image()
    inside = set.union(*slots_of(image).values())
    for visit in visits:
        assert image.count(visit.intake[:24]) == 1
        assert image.find(visit.intake[:24]) not in inside
