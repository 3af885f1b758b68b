"""Codes, requests and answers of an enrolment."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats import cbor, shape
from kiosk.formats.address import ServerAddress
from kiosk.formats.code import WrongCode
from kiosk.formats.enrolment import (
    EnrolmentAnswer,
    EnrolmentCode,
    EnrolmentRequest,
    IssuedCode,
    open_profile,
    sign_profile,
)
from kiosk.problem import Damaged, WrongKey
from tests.vectors import site

CODE = EnrolmentCode(
    "https://shelter.example:8443", sha256(site.AUTHORITY_ED32).digest(), site.seed("spki"), site.seed("code")[:16]
)
ISSUED = IssuedCode(CODE.name16, CODE.mac_key32, 496_000)


def test_a_code_is_read_back_from_its_text_however_it_was_typed() -> None:
    text = CODE.text()
    assert set(text) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ-")
    for spelling in (text, text.lower(), text.replace("-", " "), text.replace("-", "\n"), text.replace("0", "O")):
        assert EnrolmentCode.parse(spelling) == CODE


@given(st.text(max_size=300))
def test_anything_else_is_no_code(text: str) -> None:
    with pytest.raises(WrongCode):
        EnrolmentCode.parse(text)


def test_one_wrong_letter_anywhere_is_noticed() -> None:
    text = CODE.text()
    for at, letter in enumerate(text):
        if letter != "-":
            with pytest.raises(WrongCode):
                EnrolmentCode.parse(text[:at] + ("7" if letter != "7" else "8") + text[at + 1 :])
    with pytest.raises(WrongCode):
        EnrolmentCode.parse(text[:-1])


def test_what_the_site_keeps_recognises_the_code_and_does_not_hold_it() -> None:
    kept = ISSUED.encode()
    assert IssuedCode.parse(kept) == ISSUED
    assert CODE.secret16 not in kept
    EnrolmentRequest.parse(EnrolmentRequest.make(CODE, site.KIOSK)).verify(ISSUED)


def test_a_request_made_with_another_code_is_not_believed() -> None:
    other = replace(CODE, secret16=bytes(16))
    request = EnrolmentRequest.parse(EnrolmentRequest.make(other, site.KIOSK))
    with pytest.raises(WrongKey):
        request.verify(ISSUED)
    with pytest.raises(WrongKey):
        replace(request, name16=CODE.name16).verify(ISSUED)


def test_a_request_for_keys_that_the_kiosk_does_not_hold_is_not_believed() -> None:
    structure, mac32, signature64 = shape.array(cbor.decode(EnrolmentRequest.make(CODE, site.KIOSK)), 3)
    stolen = cbor.encode([1, CODE.name16, site.REVOKED.ed32, site.KIOSK.x32])
    with pytest.raises(WrongKey):
        EnrolmentRequest.parse(cbor.encode([stolen, mac32, signature64]))
    assert structure != stolen


@given(st.binary(max_size=300))
def test_hostile_requests_are_damaged(untrusted: bytes) -> None:
    with pytest.raises((Damaged, WrongKey)):
        EnrolmentRequest.parse(untrusted)


def test_an_answer_of_another_site_is_not_believed() -> None:
    ours = EnrolmentAnswer(site.AUTHORITY_ED32, "PEM", (b"schedule", b"profile"))
    assert EnrolmentAnswer.parse(ours.encode(), CODE) == ours
    assert EnrolmentAnswer.parse(replace(ours, approved=None).encode(), CODE).approved is None
    with pytest.raises(WrongKey):
        EnrolmentAnswer.parse(replace(ours, authority_ed32=bytes(32)).encode(), CODE)
    for hostile in (b"", cbor.encode([1, site.AUTHORITY_ED32, 5, None]), cbor.encode([1, site.AUTHORITY_ED32, "", []])):
        with pytest.raises(Damaged):
            EnrolmentAnswer.parse(hostile, CODE)


def test_a_profile_is_taken_from_the_authority_alone() -> None:
    signed = sign_profile(b"[site]", site.AUTHORITY)
    assert open_profile(signed, site.AUTHORITY_ED32) == b"[site]"
    with pytest.raises(WrongKey):
        open_profile(sign_profile(b"[site]", site.signer("somebody")), site.AUTHORITY_ED32)


def test_an_address_is_read_back_and_nothing_else() -> None:
    address = ServerAddress("https://shelter.example", "-----BEGIN CERTIFICATE-----")
    assert ServerAddress.parse(address.encode()) == address
    for hostile in (b"", cbor.encode([1, 5, ""]), cbor.encode([1, "x" * 201, ""]), cbor.encode([1, "é", ""])):
        with pytest.raises(Damaged):
            ServerAddress.parse(hostile)
