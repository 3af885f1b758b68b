"""Sealing: one size and one head for everybody, and nothing of the record outside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats import blob, cbor, padding
from kiosk.formats.identity import kid8
from kiosk.ports.kinds import READER_OF, SLOTS_OF, Kind, Role
from kiosk.problem import Bug, Damaged
from tests.vectors.site import ISSUED, RECORDS, SCHEDULE, SCHEMA, SITE8, seal

kinds = st.sampled_from(list(Kind))
answers = st.dictionaries(
    st.integers(1, 40),
    st.integers(0, 255) | st.binary(max_size=16) | st.lists(st.integers(0, 255), max_size=9),
    max_size=12,
)


@given(kinds, answers)
def test_every_record_that_fits_has_the_size_and_head_of_a_cover(kind: Kind, told: dict[int, cbor.Value]) -> None:
    record = {0: False, **told}
    if not padding.record_fits(kind, record):
        with pytest.raises(padding.TooLong):
            seal(kind, record)
        return
    sealed, cover = seal(kind, record), seal(kind, padding.COVER)
    assert len(sealed) == len(cover) == blob.SIZE[kind]
    assert blob.parse(sealed).head == blob.parse(cover).head
    assert blob.parse(sealed).head_bytes == blob.parse(cover).head_bytes


def test_sizes_are_those_of_the_format() -> None:
    assert blob.SIZE == {Kind.INTAKE: 1760, Kind.TALLY: 1504, Kind.EVENT: 1504}
    assert sum(blob.SIZE[kind] * count for kind, count in SLOTS_OF.items()) == 58240


@given(kinds, st.binary(min_size=8, max_size=16))
def test_no_window_of_the_record_stands_in_the_blob(kind: Kind, told: bytes) -> None:
    record: dict[int, cbor.Value] = {0: False, 7: told * 6}
    sealed, plain = seal(kind, record), cbor.encode(record)
    windows = (plain[i : i + 8] for i in range(len(plain) - 7))
    assert not any(window in sealed for window in windows if len(set(window)) >= 6)


def test_the_same_record_is_never_the_same_bytes() -> None:
    sealed = [blob.parse(seal(Kind.TALLY)) for _ in range(20)]
    assert len({one.body for one in sealed}) == len({one.wraps for one in sealed}) == 20
    assert len({one.body[:32] for one in sealed}) == 20


def test_a_record_may_take_all_but_one_byte() -> None:
    for kind, size in padding.PADDED.items():
        frame = len(cbor.encode({0: False, 1: bytes(size - 60)})) - (size - 60)
        assert padding.record_fits(kind, {0: False, 1: bytes(size - 1 - frame)})
        assert not padding.record_fits(kind, {0: False, 1: bytes(size - frame)})
        assert len(seal(kind, {0: False, 1: bytes(size - 1 - frame)})) == blob.SIZE[kind]
        with pytest.raises(padding.TooLong):
            seal(kind, {0: False, 1: bytes(size - frame)})


@pytest.mark.parametrize("record", [{}, {0: 1}, {0: None}, {1: True}])
def test_a_record_without_its_cover_flag_is_a_bug(record: dict[int, cbor.Value]) -> None:
    with pytest.raises(Bug):
        seal(Kind.EVENT, record)


def test_a_call_outside_the_format_is_a_bug() -> None:
    desk = SCHEDULE.recipients(ISSUED, Role.DESK)
    for site8, schema, recipients in (
        (SITE8[:7], 1, desk),
        (SITE8, 24, desk),
        (SITE8, -1, desk),
        (SITE8, 1, desk * 2),
        (SITE8, 1, ()),
    ):
        with pytest.raises(Bug):
            blob.seal(Kind.INTAKE, RECORDS[Kind.INTAKE], site8, schema, recipients)


@pytest.mark.parametrize("kind", list(Kind))
def test_parse_shows_the_head_and_nothing_else(kind: Kind) -> None:
    parsed = blob.parse(seal(kind))
    role = READER_OF[kind]
    assert parsed.head == blob.Head(kind, SITE8, SCHEMA, (kid8(role, SCHEDULE.recipients(ISSUED, role)[0]),))


@pytest.mark.parametrize("kind", list(Kind))
def test_every_truncation_is_damaged(kind: Kind) -> None:
    sealed = seal(kind)
    for length in range(len(sealed)):
        with pytest.raises(Damaged):
            blob.parse(sealed[:length])
