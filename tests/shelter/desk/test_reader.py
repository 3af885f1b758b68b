"""What a desk is told: from the paper, from the record, from both; and how far it can be believed."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats.code import WrongCode, format_code
from kiosk.formats.slip import DEMO_MAGIC, REAL_MAGIC
from kiosk.problem import DemoMixed
from kiosk.visit.answer import Interpreter, Sharing
from kiosk.visit.protocol_file import shipped_protocol
from shelter.desk.reading import Origin, Reading, Remark, Status
from shelter.desk.shared import Shared
from shelter.records.protocols import Protocols
from tests.shelter.desk.open_desk import OpenDesk
from tests.shelter.small_day import TODAY, SmallKiosk, any_visit, flipped, visit
from tests.vectors.site import REVOKED, SCHEDULE

SAID = {"doctor": (2,), "who": (3,), "mask": (1,), "sick": (2, 3), "vaccine": (4,), "needs": (2, 6)}
ANSWERS = {
    "doctor": ("yes",),
    "needs": ("medicine", "interpreter"),
    "mask": ("have",),
    "sick": ("fever", "cough"),
    "vaccine": ("unsure",),
}
NEEDS = ("doctor", "medicine", "interpreter")


def test_the_paper_alone_tells_what_was_shared() -> None:
    told = SmallKiosk().seal(visit(SAID))
    reading = OpenDesk().desk.scan(told.digits)
    assert reading.status is Status.GENUINE
    assert reading.origins == (Origin.PAPER,)
    assert reading.shared == Shared("es", Sharing.ALL, 2, ANSWERS, NEEDS)
    assert reading.identity is not None
    assert reading.identity.code == format_code(told.code5)


def test_the_record_alone_is_found_by_the_spoken_code() -> None:
    kiosk = SmallKiosk()
    told = kiosk.seal(visit(SAID, wanted=("mask",), given=("mask",)))
    reading = OpenDesk(kiosk.parcel_of(told)).desk.look_up(format_code(told.code5).lower().replace("-", " "))
    assert (reading.status, reading.origins) == (Status.GENUINE, (Origin.RECORD,))
    assert reading.shared.answers == ANSWERS
    assert reading.shared.needs == NEEDS
    assert reading.shared.children == 2
    assert reading.shared.offers["mask"] == "given"
    assert reading.shared.interpreter is Interpreter.NOT_NEEDED
    assert reading.shared.day == TODAY


def test_paper_and_record_are_one() -> None:
    kiosk = SmallKiosk()
    told = kiosk.seal(visit(SAID))
    desk = OpenDesk(kiosk.parcel_of(told)).desk
    reading = desk.scan(told.digits)
    assert reading.origins == (Origin.PAPER, Origin.RECORD)
    assert reading.shared == desk.look_up(format_code(told.code5)).shared


@pytest.mark.parametrize("name", ["default", "covid-2021"])
def test_paper_and_record_say_the_same_whatever_was_said(name: str) -> None:
    random, protocol = Random(1), shipped_protocol(name)
    kiosk = SmallKiosk(protocol=protocol)
    told = [kiosk.seal(any_visit(random, protocol)) for _ in range(16)]
    papers = OpenDesk(protocols=Protocols((protocol,))).desk
    records = OpenDesk(kiosk.parcel_of(*told), protocols=Protocols((protocol,))).desk
    for one in told:
        paper, record = papers.scan(one.digits), records.look_up(format_code(one.code5))
        if one.visit.is_hidden:
            assert record.status is Status.UNKNOWN
            assert paper.shared == Shared()
        else:
            assert record.status is Status.GENUINE
            same = ("language", "sharing", "children", "answers", "needs")
            assert [getattr(paper.shared, key) for key in same] == [getattr(record.shared, key) for key in same]


def test_only_needs_means_only_needs() -> None:
    told = SmallKiosk().seal(visit(SAID, sharing=Sharing.NEEDS))
    reading = OpenDesk().desk.scan(told.digits)
    assert set(reading.shared.answers) == {"doctor", "needs"}
    assert reading.shared.needs == NEEDS


def test_declining_is_told_and_is_no_need() -> None:
    reading = OpenDesk().desk.scan(SmallKiosk().seal(visit({})).digits)
    assert set(reading.shared.answers.values()) == {("declined",)}
    assert reading.shared.needs == ()
    assert reading.shared.children is None


def without_code(reading: Reading) -> Reading:
    return replace(reading, identity=None)


def test_things_only_and_nothing_shared_look_like_a_leaflet() -> None:
    kiosk = SmallKiosk()
    things, nothing = kiosk.seal(visit(None)), kiosk.seal(visit(SAID, sharing=Sharing.NOTHING))
    desk = OpenDesk(kiosk.parcel_of(things, nothing)).desk
    leaflet, other = (without_code(desk.scan(kiosk.leaflet())) for _ in range(2))
    assert leaflet == other
    assert leaflet.shared == Shared()
    for told in (things, nothing):
        assert without_code(desk.look_up(format_code(told.code5))) == without_code(desk.look_up(code()))
        assert without_code(desk.scan(told.digits)) == leaflet


def code() -> str:
    return format_code(os.urandom(5))


def test_a_slip_that_was_seen_before_says_so_and_tells_the_same() -> None:
    desk, told = OpenDesk().desk, SmallKiosk().seal(visit(SAID))
    first, second = desk.scan(told.digits), desk.scan(told.digits)
    assert (first.status, second.status) == (Status.GENUINE, Status.SEEN)
    assert first.shared == second.shared
    assert desk.look_up(code()).status is Status.UNKNOWN


def test_a_revoked_kiosk_s_slip_is_unverified() -> None:
    told = SmallKiosk(device=REVOKED).seal(visit(SAID))
    desk = OpenDesk().desk
    assert desk.scan(told.digits).status is Status.UNVERIFIED
    assert desk.scan(told.digits).status is Status.UNVERIFIED


def test_a_slip_of_another_site_or_of_weeks_that_are_over_is_foreign() -> None:
    digits = SmallKiosk().seal(visit(SAID)).digits
    assert OpenDesk(secrets=()).desk.scan(digits).status is Status.FOREIGN
    elsewhere = replace(SCHEDULE, site8=b"elsewher")
    assert OpenDesk(schedule=elsewhere).desk.scan(digits) == Reading(Status.FOREIGN)


def test_demo_and_real_slips_do_not_mix() -> None:
    digits = SmallKiosk().seal(visit(SAID)).digits
    assert SCHEDULE.demo
    assert digits.startswith(DEMO_MAGIC)
    with pytest.raises(DemoMixed):
        OpenDesk(schedule=replace(SCHEDULE, demo=False)).desk.scan(digits)
    with pytest.raises(DemoMixed):
        OpenDesk().desk.scan(REAL_MAGIC + digits[4:])


@given(st.text(max_size=400) | st.text("0123456789", min_size=300, max_size=320) | st.binary().map(repr))
def test_hostile_input_is_an_answer_or_one_sentence(untrusted: str) -> None:
    desk = OpenDesk().desk
    assert desk.scan(untrusted).status is Status.DAMAGED
    with suppress(WrongCode):
        assert desk.read(untrusted).status in (Status.DAMAGED, Status.UNKNOWN)


@given(st.integers(0, 311), st.sampled_from("0123456789"))
def test_a_misread_digit_is_never_another_slip(at: int, digit: str) -> None:
    digits = DIGITS[:at] + digit + DIGITS[at + 1 :]
    try:
        status = OpenDesk().desk.scan(digits).status
    except DemoMixed:
        assert at < 4
        return
    assert status is (Status.GENUINE if digits == DIGITS else Status.DAMAGED)


DIGITS = SmallKiosk().seal(visit(SAID)).digits


def test_a_line_is_a_code_or_a_slip() -> None:
    desk = OpenDesk().desk
    assert desk.read(f" {DIGITS}\r\n").status is Status.GENUINE
    assert desk.read(code()).status is Status.UNKNOWN
    assert desk.read("").status is Status.DAMAGED
    with pytest.raises(WrongCode):
        desk.read("7K2M-QX4D-0")


def test_an_arrival_is_noted_once_and_found_by_slip_and_by_code() -> None:
    kiosk = SmallKiosk()
    told = kiosk.seal(visit(SAID))
    open_desk = OpenDesk(kiosk.parcel_of(told))
    assert open_desk.desk.scan(told.digits).arrived is None
    assert open_desk.desk.arrive(open_desk.desk.scan(told.digits)).arrived == TODAY
    open_desk.today = TODAY.replace(day=26)
    again = open_desk.desk.arrive(open_desk.desk.look_up(format_code(told.code5)))
    assert again.arrived == TODAY
    assert open_desk.desk.scan(told.digits).arrived == TODAY


def test_nothing_is_noted_of_what_no_kiosk_made() -> None:
    open_desk = OpenDesk()
    for reading in (open_desk.desk.look_up(code()), open_desk.desk.scan("1" * 312), Reading(Status.FOREIGN)):
        assert open_desk.desk.arrive(reading) == reading
    assert open_desk.store.epochs() == []


def test_what_a_person_withdraws_is_gone_on_paper_too_and_when_it_comes_late() -> None:
    kiosk = SmallKiosk()
    early, late = kiosk.seal(visit(SAID)), kiosk.seal(visit(SAID))
    open_desk = OpenDesk(kiosk.parcel_of(early))
    for told in (early, late):
        assert open_desk.desk.withdraw(open_desk.desk.scan(told.digits)).status is Status.WITHDRAWN
    open_desk.take(kiosk.parcel_of(late))
    for told in (early, late):
        for reading in (open_desk.desk.scan(told.digits), open_desk.desk.look_up(format_code(told.code5))):
            assert (reading.status, reading.shared, reading.arrived) == (Status.WITHDRAWN, Shared(), None)


def test_a_protocol_that_is_not_at_hand_is_said_and_nothing_is_guessed() -> None:
    other = shipped_protocol("covid-2021")
    kiosk = SmallKiosk(protocol=other)
    told = kiosk.seal(any_visit(Random(4), other))
    for open_desk in (OpenDesk(), OpenDesk(kiosk.parcel_of(told))):
        reading = open_desk.desk.scan(told.digits)
        assert reading.remarks == (Remark.PROTOCOL_MISSING,)
        assert (reading.shared.answers, reading.shared.needs) == ({}, ())


def test_a_record_from_a_damaged_batch_is_unverified_until_it_comes_whole() -> None:
    kiosk = SmallKiosk()
    told, other = kiosk.seal(visit(SAID)), kiosk.seal(visit({}))
    whole = kiosk.parcel_of(told, other)
    damaged = replace(whole, blobs=[flipped(one) if one == other.blobs[1] else one for one in whole.blobs])
    open_desk = OpenDesk(damaged)
    reading = open_desk.desk.look_up(format_code(told.code5))
    assert (reading.status, reading.remarks) == (Status.UNVERIFIED, (Remark.BATCH_DAMAGED,))
    assert reading.shared.answers == ANSWERS
    open_desk.take(whole)
    assert open_desk.desk.look_up(format_code(told.code5)).status is Status.GENUINE
    assert open_desk.desk.look_up(format_code(other.code5)).status is Status.GENUINE


def test_no_answer_is_printed_of_a_reading() -> None:
    shown = repr(OpenDesk().desk.scan(DIGITS))
    assert not any(word in shown for word in ("fever", "medicine", "declined", "es'"))
