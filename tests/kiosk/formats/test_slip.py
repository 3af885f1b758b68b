"""The slip's digits: one length for everybody, and one wrong digit is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats import slip
from kiosk.formats.slip import SlipPayload
from kiosk.problem import Bug, Damaged, DemoMixed
from tests.vectors.forge import slip_number
from tests.vectors.site import PAYLOAD, seal_slip

DIGITS = seal_slip()
payloads = st.builds(
    SlipPayload,
    code5=st.binary(min_size=5, max_size=5),
    device_index=st.integers(0, 0xFFFF),
    overflowed=st.booleans(),
    essentials52=st.binary(min_size=52, max_size=52),
)


@given(payloads)
def test_every_slip_has_312_digits(payload: SlipPayload) -> None:
    digits = seal_slip(payload)
    assert (len(digits), digits[:4]) == (312, "7309")
    assert digits.isascii()
    assert digits.isdigit()
    assert len(slip.parse_digits(digits, demo=True)) == 125


@given(payloads)
def test_a_payload_comes_back(payload: SlipPayload) -> None:
    assert len(payload.encode()) == 60
    assert SlipPayload.parse(payload.encode()) == payload


@given(st.binary(min_size=124, max_size=124))
def test_raw_bytes_come_back_from_digits(rest: bytes) -> None:
    raw = b"\x01" + rest
    assert slip.parse_digits(slip.to_digits(raw, demo=False), demo=False) == raw


def test_the_same_slip_is_never_the_same_digits() -> None:
    assert len({seal_slip()[10:60] for _ in range(20)}) == 20


def test_demo_slips_and_real_sites_do_not_mix() -> None:
    assert seal_slip(demo=False)[:4] == "7301"
    for demo in (True, False):
        with pytest.raises(DemoMixed):
            slip.parse_digits(seal_slip(demo=demo), demo=not demo)


@given(st.integers(4, 311), st.integers(1, 9))
def test_one_wrong_digit_is_found(place: int, off: int) -> None:
    wrong = DIGITS[:place] + str((int(DIGITS[place]) + off) % 10) + DIGITS[place + 1 :]
    with pytest.raises(Damaged):
        slip.parse_digits(wrong, demo=True)


def test_a_longer_text_with_right_check_digits_is_damaged() -> None:
    longer = "0" + DIGITS[10:]
    with pytest.raises(Damaged):
        slip.parse_digits(slip.DEMO_MAGIC + slip.check6(longer) + longer, demo=True)


def test_the_largest_number_of_this_version_is_read() -> None:
    assert slip.parse_digits(slip_number(2 * 256**124 - 1), demo=True) == b"\x01" + b"\xff" * 124


@pytest.mark.parametrize("flags", [2, 128, 255])
def test_unknown_flags_are_damaged(flags: int) -> None:
    payload = bytearray(PAYLOAD.encode())
    payload[7] = flags
    with pytest.raises(Damaged):
        SlipPayload.parse(bytes(payload))
    with pytest.raises(Damaged):
        SlipPayload.parse(bytes(59))


def test_a_payload_outside_the_format_is_a_bug() -> None:
    for broken in (
        SlipPayload(bytes(4), 0, False, bytes(52)),
        SlipPayload(bytes(5), 0, False, bytes(51)),
        SlipPayload(bytes(5), 65536, False, bytes(52)),
    ):
        with pytest.raises(Bug):
            broken.encode()


def test_no_answer_stands_in_what_python_prints_of_a_payload() -> None:
    assert PAYLOAD.code5.hex() not in repr(PAYLOAD)
    assert repr(PAYLOAD) == "SlipPayload(device_index=7, overflowed=True)"
