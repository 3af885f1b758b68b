"""What is sealed of a visit: as much as its reader may know, and always in the same size."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats import cbor
from kiosk.formats.epoch import epoch_of
from kiosk.formats.essentials import pack, unpack
from kiosk.formats.padding import record_fits
from kiosk.ports.kinds import Kind
from kiosk.visit.answer import OfferState, Sharing
from kiosk.visit.essentials import empty_essentials, essentials_of
from kiosk.visit.record import Field, Moment, intake_record, largest_records, tally_record
from kiosk.visit.visit import HouseholdLink, Visit
from tests.kiosk.visit.walks import PROTOCOLS, Walk, walks

NOON = Moment(20000, 6)
CODE = b"\x01\x02\x03\x04\x05"


def visit_of(walk: Walk, link: HouseholdLink | None = None) -> Visit:
    return Visit(walk.flow, link or HouseholdLink(bytes(16)))


@given(walks())
def test_every_record_fits(walk: Walk) -> None:
    visit = visit_of(walk)
    assert record_fits(Kind.TALLY, tally_record(visit, NOON))
    if not walk.flow.things_only and walk.flow.sharing is not Sharing.NOTHING:
        assert record_fits(Kind.INTAKE, intake_record(visit, NOON, CODE))


@given(walks())
def test_no_record_is_longer_than_the_longest(walk: Walk) -> None:
    longest = dict(largest_records(walk.flow.protocol))
    visit = visit_of(walk)
    assert len(cbor.encode(tally_record(visit, NOON))) <= len(cbor.encode(longest[Kind.TALLY]))


@given(walks(things_only=False))
def test_sharing_needs_shares_needs_only(walk: Walk) -> None:
    walk.flow.sharing = Sharing.NEEDS
    record = intake_record(visit_of(walk), NOON, CODE)
    shared = record[Field.ANSWERS]
    assert isinstance(shared, dict)
    needs = {question.code for question in walk.flow.protocol.questions if question.need}
    assert set(shared) <= needs


@given(walks())
def test_a_tally_ties_nobody_to_an_intake(walk: Walk) -> None:
    record = tally_record(visit_of(walk, HouseholdLink(b"L" * 16, first=False)), NOON)
    assert not {Field.CODE, Field.LINK, Field.SHARING} & set(record)
    assert record[Field.FIRST] is False


@given(walks())
def test_what_was_handed_over_is_told_apart(walk: Walk) -> None:
    visit = visit_of(walk)
    shown = list(visit.offer_states())
    visit.given.update(shown[:1])
    states = tally_record(visit, NOON)[Field.OFFERS]
    assert isinstance(states, dict)
    for code in shown[:1]:
        assert states[code] == OfferState.GIVEN


@given(walks())
def test_the_paper_carries_what_the_intake_shares_and_nothing_else(walk: Walk) -> None:
    visit = visit_of(walk)
    packed, _ = pack(walk.flow.protocol.digest32[:2], essentials_of(visit))
    fields = essentials_of(visit)
    protocol2, values = unpack(packed, [field.width for field in fields])
    assert protocol2 == walk.flow.protocol.digest32[:2]
    assert values == [field.value for field in fields]
    if walk.flow.things_only or walk.flow.sharing is Sharing.NOTHING:
        assert pack(protocol2, fields) == pack(protocol2, empty_essentials(walk.flow.protocol))


def test_the_paper_of_the_shipped_protocols_drops_nothing() -> None:
    for shipped in PROTOCOLS.values():
        widths = [field.width for field in empty_essentials(shipped)]
        assert sum(widths) + len(widths) <= 400


@given(st.integers(0, 4 * 365 * 24 * 60))
def test_a_believed_clock_gives_the_sites_day_and_two_hours(minutes: int) -> None:
    wall = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    zone = ZoneInfo("America/Tijuana")
    moment = Moment.of(wall, zone, epoch_of(wall))
    local = wall.astimezone(zone)
    assert moment == Moment((local.date() - date(1970, 1, 1)).days, local.hour // 2)


def test_a_dead_clock_gives_the_first_day_of_the_week_sealed_to() -> None:
    dead = datetime(1970, 1, 1, tzinfo=UTC)
    week = epoch_of(datetime(2026, 11, 24, tzinfo=UTC))
    assert Moment.of(dead, ZoneInfo("UTC"), week) == Moment(7 * week + 4, None)
