"""The strict profile: one value, one byte string; all else is Damaged."""

from __future__ import annotations

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats import cbor
from kiosk.problem import Bug, Damaged
from tests.vectors.hostile import CBOR

scalars = st.one_of(
    st.integers(cbor.INT_MIN, cbor.INT_MAX), st.binary(max_size=40), st.text(max_size=20), st.booleans(), st.none()
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.integers(0, 2**64 - 1), inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_every_value_of_the_profile_comes_back(value: cbor.Value) -> None:
    try:
        encoded = cbor.encode(value)
    except Bug:
        return  # deeper than eight
    assert cbor.decode(encoded) == value
    assert cbor.encode(cbor.decode(encoded)) == encoded
    assert cbor2.loads(encoded) == value


@pytest.mark.parametrize("name", CBOR)
def test_outside_the_profile_is_damaged(name: str) -> None:
    with pytest.raises(Damaged):
        cbor.decode(bytes.fromhex(CBOR[name]))


@given(st.binary(max_size=64))
def test_arbitrary_bytes_are_damaged_or_canonical(untrusted: bytes) -> None:
    try:
        value = cbor.decode(untrusted)
    except Damaged:
        return
    assert cbor.encode(value) == untrusted


@given(st.lists(scalars, max_size=6))
def test_every_proper_prefix_is_damaged(value: list[cbor.Value]) -> None:
    encoded = cbor.encode(value)
    for cut in range(len(encoded)):
        with pytest.raises(Damaged):
            cbor.decode(encoded[:cut])


def test_eight_containers_are_not_too_deep() -> None:
    assert cbor.decode(bytes.fromhex("81" * 8 + "00")) == [[[[[[[[0]]]]]]]]


def test_the_size_limit_is_inclusive() -> None:
    encoded = cbor.encode(bytes(10))
    assert cbor.decode(encoded, limit=11) == bytes(10)
    with pytest.raises(Damaged):
        cbor.decode(encoded, limit=10)


@pytest.mark.parametrize(
    "value",
    [1.5, {1, 2}, {"a": 1}, {-1: 1}, {True: 1}, 2**64, -(2**64) - 1, "\ud800", bytearray(1), [[[[[[[[[]]]]]]]]]],
)
def test_encoding_outside_the_profile_is_a_bug(value: object) -> None:
    with pytest.raises(Bug):
        cbor.encode(value)


def test_map_keys_stand_in_ascending_order() -> None:
    assert cbor.encode({256: 1, 24: 2, 1: 3}).hex() == "a301031818021901000" + "1"
