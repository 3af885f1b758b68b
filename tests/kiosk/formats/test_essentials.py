"""A slip's 52 bytes: the same size for everyone, read back with the list of widths alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats.essentials import BITS, SIZE, Field, pack, protocol_of, unpack
from kiosk.problem import Bug, Damaged

P2 = b"\xab\xcd"
fields = st.integers(1, 16).flatmap(
    lambda width: st.builds(
        Field,
        value=st.none() | st.integers(0, (1 << width) - 1),
        width=st.just(width),
        priority=st.integers(0, 5),
    )
)


@given(st.lists(fields, max_size=60))
def test_what_fits_comes_back_and_what_does_not_is_flagged(listed: list[Field]) -> None:
    packed, overflowed = pack(P2, listed)
    protocol2, values = unpack(packed, [field.width for field in listed])
    assert (len(packed), protocol2, protocol_of(packed)) == (SIZE, P2, P2)
    lost = [field for field, value in zip(listed, values, strict=True) if value != field.value]
    assert overflowed == bool(lost)
    assert all(value in (field.value, None) for field, value in zip(listed, values, strict=True))


@given(st.lists(fields, max_size=60))
def test_nothing_is_left_out_while_something_less_important_stays(listed: list[Field]) -> None:
    packed, _ = pack(P2, listed)
    _, values = unpack(packed, [field.width for field in listed])
    order = [(field.priority, -index) for index, field in enumerate(listed)]
    lost = [order[i] for i, field in enumerate(listed) if field.value is not None and values[i] is None]
    kept = [order[i] for i in range(len(listed)) if values[i] is not None]
    assert not lost or not kept or max(lost) < min(kept)


def test_an_empty_record_is_zeros() -> None:
    assert pack(P2, [Field(None, 8)] * 9) == (P2 + bytes(50), False)
    assert pack(P2, []) == (P2 + bytes(50), False)


def test_bits_lie_as_documented() -> None:
    packed, _ = pack(P2, [Field(5, 3), Field(None, 4), Field(0xFF, 8)])
    # presence 1 0 1, then 101, then 11111111
    assert packed == P2 + bytes([0b10110111, 0b11111100]) + bytes(48)


def test_the_last_bit_can_be_used() -> None:
    packed, overflowed = pack(P2, [Field((1 << BITS - 1) - 1, BITS - 1)])
    assert packed == P2 + b"\xff" * 50
    assert not overflowed


@pytest.mark.parametrize("field", [Field(8, 3), Field(-1, 3), Field(0, 0)])
def test_a_value_wider_than_its_field_is_a_bug(field: Field) -> None:
    with pytest.raises(Bug):
        pack(P2, [field])


def test_a_list_with_more_fields_than_bits_is_a_bug() -> None:
    with pytest.raises(Bug):
        pack(P2, [Field(None, 1)] * (BITS + 1))
    with pytest.raises(Bug):
        pack(b"\0", [])


def test_bits_beyond_the_list_are_damaged() -> None:
    packed, _ = pack(P2, [Field(5, 3)])
    for bad in (packed[:-1] + b"\x01", packed + b"\0", packed[:-1], b""):
        with pytest.raises(Damaged):
            unpack(bad, [3])


def test_presence_beyond_the_room_is_damaged() -> None:
    with pytest.raises(Damaged):
        unpack(P2 + b"\xff" * 50, [300, 300])
