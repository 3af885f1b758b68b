"""A kiosk's own keys."""

from __future__ import annotations

import pytest

from kiosk.formats import cbor
from kiosk.formats.device import DeviceKeys
from kiosk.formats.identity import id8
from kiosk.problem import Damaged
from tests.vectors.site import KIOSK


def test_keys_come_back_from_their_file() -> None:
    assert DeviceKeys.parse(KIOSK.encode()) == KIOSK
    assert len(KIOSK.encode()) == 70


def test_new_keys_differ_and_name_their_kiosk() -> None:
    one, two = DeviceKeys.create(), DeviceKeys.create()
    assert one != two
    assert one.device8 == id8(one.ed32)
    assert one.x25519.public_key().public_bytes_raw() == one.x32


def test_secrets_are_not_printed() -> None:
    assert repr(KIOSK) == "DeviceKeys()"


@pytest.mark.parametrize("value", [[2, bytes(32), bytes(32)], [1, bytes(31), bytes(32)], [1, bytes(32)], 1])
def test_another_form_is_damaged(value: cbor.Value) -> None:
    with pytest.raises(Damaged):
        DeviceKeys.parse(cbor.encode(value))


def test_every_truncation_is_damaged() -> None:
    for cut in range(70):
        with pytest.raises(Damaged):
            DeviceKeys.parse(KIOSK.encode()[:cut])
