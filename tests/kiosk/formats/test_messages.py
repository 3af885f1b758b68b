"""Messages between kiosk, server and readers: whose word counts for what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.formats import ack, cbor, reading
from kiosk.formats.ack import Ack
from kiosk.formats.head import HeadReply, HeadRequest, OtherAnswer, UnknownDevice
from kiosk.formats.identity import id8
from kiosk.formats.listed import Signer
from kiosk.formats.reading import BatchName, PostAcks, ReaderRequest
from kiosk.formats.receipt import Receipt
from kiosk.formats.server_key import ServerKey
from kiosk.ports.kinds import Role
from kiosk.problem import Bug, Damaged, Problem, WrongKey
from tests.vectors.messages import (
    ACK,
    ASKED,
    DESK,
    EMPTY,
    MESSAGES,
    NAME,
    NONCE16,
    SERVED,
    SERVER,
    STANDING,
    SUPERVISOR,
    hostile,
    reader_request,
)
from tests.vectors.site import KIOSK, REVOKED, SCHEDULE, public, seed

READERS: dict[str, Callable[[bytes], Any]] = {
    "head-request": lambda untrusted: HeadRequest.parse_and_verify(untrusted, SERVED),
    "head-reply": lambda untrusted: HeadReply.parse_and_verify(untrusted, SERVED, ASKED),
    "receipt": lambda untrusted: Receipt.parse_and_verify(untrusted, SERVED),
    "ack": lambda untrusted: Ack.parse_and_verify(untrusted, SERVED)[0],
    "reader-request": lambda untrusted: ReaderRequest.parse_and_verify(untrusted, SERVED)[0],
}
EVERY = [(kind, name) for kind in READERS for name in MESSAGES[kind].golden]


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_a_message_comes_back_whole(kind: str, name: str) -> None:
    message = MESSAGES[kind].golden[name]
    assert READERS[kind](message.sign(MESSAGES[kind].by)) == message


@pytest.mark.parametrize("kind", READERS)
def test_each_broken_rule_has_its_error(kind: str) -> None:
    for name, (untrusted, code) in hostile(kind).items():
        with pytest.raises(Problem) as raised:
            READERS[kind](untrusted)
        assert raised.value.code == code, name


def test_a_revoked_kiosk_may_still_ask() -> None:
    asked = replace(ASKED, kiosk8=REVOKED.device8)
    assert HeadRequest.parse_and_verify(asked.sign(REVOKED.ed25519), SERVED) == asked


def test_a_kiosk_that_no_schedule_lists_is_told_so() -> None:
    stranger = replace(ASKED, kiosk8=id8(public(SERVER)))
    with pytest.raises(UnknownDevice):
        HeadRequest.parse_and_verify(stranger.sign(SERVER), SERVED)


def test_a_recorded_reply_answers_no_second_question() -> None:
    reply = HeadReply(STANDING, NONCE16).sign(SERVER)
    with pytest.raises(OtherAnswer):
        HeadReply.parse_and_verify(reply, SERVED, replace(ASKED, nonce16=seed("fresh")[:16]))


def test_a_schedule_without_a_server_believes_none() -> None:
    with pytest.raises(WrongKey):
        Receipt.parse_and_verify(Receipt(STANDING, 41, STANDING.digest32).sign(SERVER), SCHEDULE)


@pytest.mark.parametrize(("key", "role"), [(DESK, Role.DESK), (SUPERVISOR, Role.SUPERVISOR)])
def test_an_acknowledgement_says_which_reader_signed(key: Any, role: Role) -> None:
    own = replace(ACK, signer8=id8(public(key)))
    assert Ack.parse_and_verify(own.sign(key), SERVED) == (own, role)


@pytest.mark.parametrize("role", [Role.SERVER, Role.NOTICES])
def test_only_readers_acknowledge(role: Role) -> None:
    schedule = replace(SCHEDULE, signers=(Signer(role, public(DESK)),))
    with pytest.raises(WrongKey):
        Ack.parse_and_verify(ACK.sign(DESK), schedule)
    with pytest.raises(WrongKey):
        ReaderRequest.parse_and_verify(reader_request(PostAcks(())).sign(DESK), schedule)


def test_acknowledgements_are_handed_in_without_an_order_of_their_own() -> None:
    acks = tuple(replace(ACK, bno=bno).sign(DESK) for bno in range(5))
    one, two = (reader_request(PostAcks(some)).sign(DESK) for some in (acks, acks[::-1]))
    assert one == two


def test_pages_come_back() -> None:
    assert ack.parse_page(ack.encode_page([b"one", b"two"])) == (b"one", b"two")
    listed = ((NAME, bytes(32)), (BatchName(NAME.kiosk8, NAME.chain8, 42), seed("x")))
    assert reading.parse_listing(reading.encode_listing(listed)) == listed


def test_full_pages_fit_one_body() -> None:
    largest = replace(ACK, bno=(1 << 63) - 1).sign(DESK)
    assert len(ack.encode_page([largest] * ack.PAGE)) < cbor.LIMIT
    name = BatchName(NAME.kiosk8, NAME.chain8, (1 << 63) - 1)
    assert len(reading.encode_listing([(name, bytes(32))] * reading.LISTED)) < cbor.LIMIT


@pytest.mark.parametrize("page", [b"", b"\x80", cbor.encode([2, []]), cbor.encode([1, 5]), cbor.encode([1, [5]])])
def test_a_page_of_another_form_is_damaged(page: bytes) -> None:
    with pytest.raises(Damaged):
        ack.parse_page(page)
    with pytest.raises(Damaged):
        reading.parse_listing(page)


@pytest.mark.parametrize("field", ["site8", "server8", "incarnation16", "kiosk8", "chain8", "digest32"])
def test_a_field_of_another_size_is_a_bug(field: str) -> None:
    changed: Any = {field: b"short"}
    with pytest.raises(Bug):
        HeadReply(replace(EMPTY, **changed), NONCE16).sign(SERVER)


def test_keys_are_not_shown() -> None:
    assert seed("server").hex() not in repr(ServerKey(seed("server")))
    assert str(seed("server")) not in repr(ServerKey(seed("server")))
    assert ServerKey.parse(ServerKey.create().encode()).ed32 != KIOSK.ed32
