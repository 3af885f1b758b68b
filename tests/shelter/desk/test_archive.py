"""What the desk keeps: never longer than promised, never more or less for the number of people."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from db.desk.store import SqlDeskStore
from kiosk.formats.code import format_code
from kiosk.formats.epoch import epoch_of, start_of
from kiosk.ports.kinds import SLOTS_OF, Kind
from kiosk.visit.record import SCHEMA, Field
from shelter.desk.archive import MOST_ASIDE
from shelter.desk.reading import Status
from shelter.sources.source import Parcel
from tests.db.desk.memory_store import MemoryDeskStore
from tests.shelter.desk.open_desk import DESK_SECRETS, OpenDesk
from tests.shelter.small_day import NOON, TODAY, SmallKiosk, Told, flipped, visit
from tests.vectors.site import SITE8

SAID = {"needs": (2,), "sick": (2,)}
EPOCH = epoch_of(NOON)


def status_of(open_desk: OpenDesk, told: Told) -> Status:
    return open_desk.desk.look_up(format_code(told.code5)).status


def stored(open_desk: OpenDesk) -> MemoryDeskStore:
    assert isinstance(open_desk.store, MemoryDeskStore)
    return open_desk.store


@pytest.mark.parametrize("many", [0, 1, 16])
def test_as_many_blobs_are_kept_whether_somebody_came_or_not(many: int) -> None:
    kiosk = SmallKiosk()
    open_desk = OpenDesk(kiosk.parcel_of(*(kiosk.seal(visit(SAID)) for _ in range(many))))
    assert len(list(open_desk.store.kept(EPOCH))) == SLOTS_OF[Kind.INTAKE]
    assert len({one.mark32 for one in open_desk.store.kept(EPOCH)}) == SLOTS_OF[Kind.INTAKE]


@pytest.mark.parametrize("days", [21, 5])
def test_a_record_is_erased_when_its_days_are_over_and_its_place_stays_full(days: int) -> None:
    kiosk = SmallKiosk()
    told = kiosk.seal(visit(SAID))
    open_desk = OpenDesk(kiosk.parcel_of(told), retention_days=days)
    open_desk.today = TODAY + timedelta(days=days - 1)
    open_desk.take()
    assert status_of(open_desk, told) is Status.GENUINE
    open_desk.today += timedelta(days=1)
    open_desk.take()
    assert status_of(open_desk, told) is Status.UNKNOWN
    assert sha256(told.blobs[Kind.INTAKE]).digest() not in stored(open_desk).blobs
    assert len(list(open_desk.store.kept(EPOCH))) == SLOTS_OF[Kind.INTAKE]


def test_a_record_that_comes_too_late_is_never_kept() -> None:
    kiosk = SmallKiosk()
    told = kiosk.seal(visit(SAID))
    open_desk = OpenDesk(today=TODAY + timedelta(days=21))
    open_desk.take(kiosk.parcel_of(told))
    assert status_of(open_desk, told) is Status.UNKNOWN
    assert len(list(open_desk.store.kept(EPOCH))) == SLOTS_OF[Kind.INTAKE]


def test_everything_of_a_week_goes_when_its_last_day_is_due() -> None:
    kiosk = SmallKiosk()
    open_desk = OpenDesk(kiosk.parcel_of(told := kiosk.seal(visit(SAID))))
    open_desk.desk.arrive(open_desk.desk.scan(told.digits))
    open_desk.today = start_of(EPOCH + 1).date() + timedelta(days=21)
    open_desk.take()
    assert list(open_desk.store.epochs()) == [EPOCH]
    open_desk.today += timedelta(days=1)
    open_desk.take()
    assert list(open_desk.store.epochs()) == []


def test_everything_of_a_week_goes_with_its_keys() -> None:
    kiosk = SmallKiosk()
    open_desk = OpenDesk(kiosk.parcel_of(kiosk.seal(visit(SAID))))
    left = tuple(secret for secret in DESK_SECRETS if secret.epoch != EPOCH)
    shredded = OpenDesk(kiosk.parcel_of(), store=open_desk.store, secrets=left)
    assert list(shredded.store.epochs()) == []
    assert list(shredded.store.asides()) == []


def test_a_batch_is_taken_once_however_often_it_comes() -> None:
    kiosk = SmallKiosk()
    parcel = kiosk.parcel_of(told := kiosk.seal(visit(SAID)))
    open_desk = OpenDesk(parcel, parcel)
    open_desk.desk.withdraw(open_desk.desk.scan(told.digits))
    before = dict(stored(open_desk).blobs)
    open_desk.take(parcel)
    assert stored(open_desk).blobs == before


def test_a_withdrawn_record_s_bytes_are_gone_and_never_come_back() -> None:
    kiosk = SmallKiosk()
    early, late = kiosk.seal(visit(SAID)), kiosk.seal(visit(SAID))
    open_desk = OpenDesk(kiosk.parcel_of(early))
    for told in (early, late):
        open_desk.desk.withdraw(open_desk.desk.scan(told.digits))
    open_desk.take(kiosk.parcel_of(late))
    for told in (early, late):
        assert sha256(told.blobs[Kind.INTAKE]).digest() not in stored(open_desk).blobs
    assert len(list(open_desk.store.kept(EPOCH))) == 2 * SLOTS_OF[Kind.INTAKE]


def test_bad_blobs_and_batches_are_set_aside_with_their_reason_and_block_nothing() -> None:
    kiosk = SmallKiosk()
    told, other = kiosk.seal(visit(SAID)), kiosk.seal(visit(SAID))
    recipients = kiosk.schedule.recipients(EPOCH, DESK_SECRETS[0].role)
    odd = SealedRecord({Field.COVER: False, Field.DAY: "no day"}).blob(recipients)
    good = kiosk.parcel([(Kind.INTAKE, told.blobs[Kind.INTAKE]), (Kind.INTAKE, odd)])
    whole = kiosk.parcel_of(other)
    hurt = replace(whole, blobs=[flipped(one) if one == other.blobs[Kind.TALLY] else one for one in whole.blobs])
    cut = replace(whole, blobs=[one[:-1] if one == other.blobs[Kind.TALLY] else one for one in whole.blobs])
    unsigned = replace(kiosk.parcel_of(), signature64=bytes(64))
    nonsense = Parcel(b"no manifest", bytes(64), [b"", b"x" * 70_000])
    open_desk = OpenDesk(nonsense, unsigned, cut, hurt, good)
    assert status_of(open_desk, told) is Status.GENUINE
    assert status_of(open_desk, other) is Status.UNVERIFIED
    why = sorted(one.why for one in open_desk.store.asides())
    assert why == ["damaged", "damaged", "damaged", "wrong-key"]


class SealedRecord:
    """A record of whatever content, sealed as an intake by somebody who has the public keys."""

    def __init__(self, record: dict[int, object]) -> None:
        self.record = record

    def blob(self, recipients: tuple[bytes, ...]) -> bytes:
        from kiosk.formats import blob

        return blob.seal(Kind.INTAKE, self.record, SITE8, SCHEMA, recipients)  # type: ignore[arg-type]


HOSTILE: list[dict[int, object]] = [
    {Field.CODE: bytes(4)},
    {Field.DAY: -1},
    {Field.LANGUAGE: "\x1b[31m"},
    {Field.LANGUAGE: "x" * 36},
    {Field.LANGUAGE: 5},
    {Field.CHILDREN: 10**6},
    {Field.CHILDREN: "2"},
    {Field.ANSWERS: [1, 2]},
    {Field.ANSWERS: {1: 5}},
    {Field.ANSWERS: {300: [1]}},
    {Field.OFFERS: {1: "given"}},
    {Field.SHARING: 7},
    {Field.INTERPRETER: None},
    {Field.PROTOCOL: b"short"},
]


@pytest.mark.parametrize("change", HOSTILE, ids=repr)
def test_a_record_of_another_shape_is_damaged(change: dict[int, object]) -> None:
    kiosk = SmallKiosk()
    recipients = kiosk.schedule.recipients(EPOCH, DESK_SECRETS[0].role)
    base: dict[int, object] = {
        Field.COVER: False,
        Field.PROTOCOL: kiosk.protocol.digest32[:8],
        Field.DAY: 20_781,
        Field.PART: 3,
        Field.LANGUAGE: "es",
        Field.CHILDREN: 2,
        Field.ANSWERS: {},
        Field.OFFERS: {},
        Field.CODE: bytes(5),
        Field.LINK: bytes(16),
        Field.SHARING: 2,
        Field.INTERPRETER: 0,
    }
    fine = OpenDesk(kiosk.parcel([(Kind.INTAKE, SealedRecord(base).blob(recipients))]))
    assert fine.desk.look_up(format_code(bytes(5))).status is Status.GENUINE
    bad = OpenDesk(kiosk.parcel([(Kind.INTAKE, SealedRecord(base | change).blob(recipients))]))
    assert [one.why for one in bad.store.asides()] == ["damaged"]
    assert bad.desk.look_up(format_code(bytes(5))).status is Status.UNKNOWN


def test_codes_that_the_protocol_does_not_have_are_unknown() -> None:
    kiosk = SmallKiosk()
    recipients = kiosk.schedule.recipients(EPOCH, DESK_SECRETS[0].role)
    record: dict[int, object] = {
        Field.COVER: False,
        Field.PROTOCOL: kiosk.protocol.digest32[:8],
        Field.DAY: 20_781,
        Field.LANGUAGE: "mam",
        Field.CHILDREN: None,
        Field.ANSWERS: {3: [77], 200: [1]},
        Field.OFFERS: {1: 9, 99: 2},
        Field.CODE: bytes(5),
        Field.SHARING: 2,
        Field.INTERPRETER: 2,
    }
    desk = OpenDesk(kiosk.parcel([(Kind.INTAKE, SealedRecord(record).blob(recipients))])).desk
    shared = desk.look_up(format_code(bytes(5))).shared
    assert shared.answers == {"mask": ("unknown",), "unknown": ("unknown",)}
    assert shared.offers == {"mask": "unknown", "unknown": "given"}


def test_bad_bytes_do_not_fill_the_disk() -> None:
    open_desk = OpenDesk()
    for batch in range(2):
        open_desk.take(*(Parcel(f"nonsense {batch} {one}".encode(), b"", []) for one in range(MOST_ASIDE // 2 + 10)))
    assert len(open_desk.store.asides()) == MOST_ASIDE


def test_a_stranger_with_the_file_reads_no_code_and_no_day(tmp_path: Path) -> None:
    kiosk = SmallKiosk()
    told = kiosk.seal(visit(SAID))
    open_desk = OpenDesk(kiosk.parcel_of(told), store=SqlDeskStore(tmp_path / "desk.sqlite"))
    open_desk.desk.arrive(open_desk.desk.scan(told.digits))
    content = (tmp_path / "desk.sqlite").read_bytes()
    assert told.code5 not in content
    assert format_code(told.code5).encode() not in content
    assert (20_781).to_bytes(4, "big") not in content
    assert told.digits[10:40].encode() not in content
