"""Opening a slip: genuine, unverified and foreign told apart; nothing foreign is read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats.slip import SlipPayload
from kiosk.ports.kinds import Role
from kiosk.problem import Problem
from shelter.opening.slip import FOREIGN, SlipReading, SlipStatus, open_slip
from tests.vectors.forge import forged_slip
from tests.vectors.hostile import hostile_slips
from tests.vectors.site import (
    FIRST,
    ISSUED,
    KIOSK,
    LAST,
    PAYLOAD,
    REVOKED,
    SCHEDULE,
    SECRETS,
    device,
    seal_slip,
)


@given(
    st.binary(min_size=5, max_size=5),
    st.booleans(),
    st.binary(min_size=52, max_size=52),
    st.integers(FIRST, LAST),
)
def test_a_kiosk_s_slip_is_genuine(code5: bytes, overflowed: bool, essentials52: bytes, epoch: int) -> None:
    payload = SlipPayload(code5, 7, overflowed, essentials52)
    reading = open_slip(seal_slip(payload, epoch=epoch), SCHEDULE, SECRETS)
    assert reading == SlipReading(SlipStatus.GENUINE, payload, epoch)


def test_a_revoked_kiosk_s_slip_is_unverified() -> None:
    payload = replace(PAYLOAD, device_index=8)
    reading = open_slip(seal_slip(payload, by=REVOKED), SCHEDULE, SECRETS)
    assert reading == SlipReading(SlipStatus.UNVERIFIED, payload, ISSUED)


def test_a_kiosk_that_the_schedule_does_not_list_yet_is_unverified() -> None:
    payload = replace(PAYLOAD, device_index=9)
    reading = open_slip(seal_slip(payload, by=device("new kiosk")), SCHEDULE, SECRETS)
    assert reading == SlipReading(SlipStatus.UNVERIFIED, payload, ISSUED)


def test_a_slip_under_another_kiosk_s_number_is_foreign() -> None:
    assert open_slip(seal_slip(PAYLOAD, by=REVOKED), SCHEDULE, SECRETS) == FOREIGN
    assert open_slip(seal_slip(replace(PAYLOAD, device_index=8), by=KIOSK), SCHEDULE, SECRETS) == FOREIGN


def test_the_public_key_alone_makes_no_genuine_slip() -> None:
    assert open_slip(forged_slip(PAYLOAD.encode(), bytes(16)), SCHEDULE, SECRETS) == FOREIGN
    assert FOREIGN.payload is None


def test_a_slip_of_an_epoch_that_is_over_is_foreign() -> None:
    live = [own for own in SECRETS if own.epoch != FIRST]
    assert open_slip(seal_slip(epoch=FIRST), SCHEDULE, live) == FOREIGN
    assert open_slip(seal_slip(epoch=FIRST), SCHEDULE, []) == FOREIGN


def test_a_slip_of_another_site_is_foreign() -> None:
    elsewhere = replace(SCHEDULE, site8=b"elsewher")
    assert open_slip(seal_slip(), elsewhere, SECRETS) == FOREIGN
    assert open_slip(forged_slip(PAYLOAD.encode(), bytes(16), b"elsewher"), SCHEDULE, SECRETS) == FOREIGN


def test_desk_secrets_do_not_open_slips() -> None:
    assert open_slip(seal_slip(), SCHEDULE, [own for own in SECRETS if own.role is not Role.SLIP]) == FOREIGN


BROKEN = hostile_slips()


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_misread_or_no_slip_is_an_error_not_foreign(name: str) -> None:
    untrusted, code = BROKEN[name]
    with pytest.raises(Problem) as raised:
        open_slip(untrusted.decode(), SCHEDULE, SECRETS)
    assert raised.value.code == code


def test_no_answer_is_printed_of_a_reading() -> None:
    shown = repr(open_slip(seal_slip(), SCHEDULE, SECRETS))
    assert "essentials" not in shown
    assert repr(PAYLOAD.code5) not in shown
