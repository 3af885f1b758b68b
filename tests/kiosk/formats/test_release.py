"""A statement on a package: one encoding, one purpose, and every other byte string is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.formats import cbor, identity, signed
from kiosk.formats.inspect import describe
from kiosk.formats.release import LIMIT, PURPOSE, Statement, Version
from kiosk.problem import Damaged, WrongKey
from tests.kiosk.update.packages import KEY, KEYS, MID, OLD, OTHER

STATED = Statement(MID, bytes(range(32)), 48_000_000, 1_795_000_000, OLD, ("0002", "d0001", "s0001"))
FIELDS = [1, [0, 2, 0], bytes(32), 5, 6, [0, 1, 0], ["0002"]]


def test_it_reads_as_it_was_written() -> None:
    assert Statement.parse_and_verify(STATED.sign(KEY), KEYS) == STATED


def test_any_of_the_programs_keys_may_sign() -> None:
    both = (OTHER.public_key().public_bytes_raw(), *KEYS)
    assert Statement.parse_and_verify(STATED.sign(KEY), both) == STATED
    assert Statement.parse_and_verify(STATED.sign(OTHER), both) == STATED
    with pytest.raises(WrongKey):
        Statement.parse_and_verify(STATED.sign(OTHER), KEYS)
    with pytest.raises(WrongKey):
        Statement.parse_and_verify(STATED.sign(KEY), ())


def test_no_bit_of_it_may_change() -> None:
    whole = STATED.sign(KEY)
    for at in range(len(whole)):
        with pytest.raises((Damaged, WrongKey)):
            Statement.parse_and_verify(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], KEYS)


def test_a_signature_for_something_else_is_none_for_a_release() -> None:
    structure, _ = signed.split(STATED.sign(KEY))
    for purpose in ("schedule", "packs"):
        assert purpose != PURPOSE
        with pytest.raises(WrongKey):
            Statement.parse_and_verify(signed.join(structure, identity.sign(KEY, purpose, structure)), KEYS)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, 2),
        (1, [0, 2]),
        (1, [0, 2, 1_000_000]),
        (1, [0, 2, True]),
        (2, bytes(31)),
        (3, 400_000_001),
        (3, -1),
        (4, 1 << 60),
        (5, "0.1.0"),
        (6, ["../x"]),
        (6, [""]),
        (6, ["a"] * 17),
        (6, [2]),
    ],
)
def test_a_field_outside_its_range_is_damaged_even_when_it_is_signed(place: int, value: object) -> None:
    fields = [*FIELDS[:place], value, *FIELDS[place + 1 :]]
    with pytest.raises(Damaged):
        Statement.parse_and_verify(signed.sign(cbor.encode(fields), PURPOSE, KEY), KEYS)


def test_a_file_that_is_too_long_is_damaged() -> None:
    with pytest.raises(Damaged):
        Statement.parse_and_verify(bytes(LIMIT + 1), KEYS)


@pytest.mark.parametrize("written", ["1.2", "1.2.3~rc1", "v1.2.3", "1.2.3\n", "1.2.-3", "1234567.0.0", "٣.0.0", ""])
def test_a_version_is_three_numbers(written: str) -> None:
    with pytest.raises(Damaged):
        Version.parse(written)


def test_versions_are_compared_number_by_number() -> None:
    assert Version.parse("0.9.0") < Version.parse("0.10.0") < Version.parse("1.0.0")
    assert str(Version.parse("0.10.0")) == "0.10.0"


def test_inspect_says_what_it_is() -> None:
    shown = dict(describe(replace(STATED, issued=86_400).sign(KEY)))
    assert shown["file"] == "statement on a package of this program"
    assert (shown["version"], shown["updates from"], shown["issued"]) == ("0.2.0", "0.1.0", "1970-01-02")
