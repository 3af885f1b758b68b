"""Desks and supervisors: list, pull verbatim, acknowledge; each act counts once. And what kiosks then learn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from starlette.applications import Starlette

from kiosk.formats import ack, batch, cbor, reading
from kiosk.formats.ack import PAGE, Ack, AcksRequest
from kiosk.formats.identity import id8
from kiosk.formats.reading import LISTED, Act, BatchName, ListBatches, PostAcks, PullBatch, ReaderRequest
from kiosk.ports.kinds import Role
from kiosk.ports.shelter_store import SignedAck, StoredBatch
from shelter.server.app import make_app
from tests.db.shelter.memory_store import MemoryShelterStore
from tests.shelter.server.asking import Reply, ask
from tests.shelter.server.chain import Chain, Offer, make_service
from tests.vectors.messages import DESK, SERVED, SERVER, SUPERVISOR
from tests.vectors.site import KIOSK, REVOKED, SITE8, public, signer

WHO = [DESK, SUPERVISOR]


class Reader:
    """A desk or a supervisor at its own computer."""

    def __init__(self, app: Starlette, key: Ed25519PrivateKey = DESK) -> None:
        self.app, self.key, self.counter = app, key, 0

    @property
    def signer8(self) -> bytes:
        return id8(public(self.key))

    def sign(self, act: Act) -> bytes:
        self.counter += 1
        return ReaderRequest(SITE8, self.signer8, self.counter, act).sign(self.key)

    def ask(self, act: Act) -> Reply:
        return ask(self.app, "POST", "/v1/acks" if isinstance(act, PostAcks) else "/v1/pull", self.sign(act))

    def list(self, after: BatchName | None = None) -> tuple[tuple[BatchName, bytes], ...]:
        reply = self.ask(ListBatches(after))
        assert reply.status == 200
        return reading.parse_listing(reply.body)

    def ack(self, offer: Offer) -> bytes:
        return Ack(SITE8, self.signer8, offer.kiosk8, offer.chain8, offer.bno, offer.digest32).sign(self.key)

    def hand_in(self, *acks: bytes) -> int:
        reply = self.ask(PostAcks(tuple(sorted(acks))))
        assert reply.status == 200
        value = cbor.decode(reply.body)
        assert isinstance(value, list)
        assert isinstance(value[1], int)
        return value[1]


def name(offer: Offer) -> BatchName:
    return BatchName(offer.kiosk8, offer.chain8, offer.bno)


@pytest.fixture
def offers(app: Starlette) -> list[Offer]:
    """Three batches that the server holds."""
    found = list(Chain().take(3))
    assert all(ask(app, "PUT", offer.path, offer.body).status == 200 for offer in found)
    return found


def acks_of(app: Starlette, offer: Offer, first_bno: int = 0) -> tuple[bytes, ...]:
    """What the kiosk is told about its chain."""
    asked = AcksRequest(KIOSK.device8, offer.chain8, first_bno).sign(KIOSK.ed25519)
    reply = ask(app, "POST", "/v1/chain-acks", asked)
    assert reply.status == 200
    return ack.parse_page(reply.body)


@pytest.mark.parametrize("key", WHO)
def test_a_reader_lists_and_pulls_what_kiosks_sent_verbatim(
    key: Ed25519PrivateKey, app: Starlette, offers: list[Offer]
) -> None:
    reader = Reader(app, key)
    assert reader.list() == tuple((name(offer), offer.digest32) for offer in offers)
    for offer in offers:
        reply = reader.ask(PullBatch(name(offer)))
        assert (reply.status, reply.headers["content-type"]) == (200, "application/cbor")
        assert reply.body == offer.body
        batch.verify(batch.parse(reply.body), KIOSK.ed32)


def test_a_batch_that_is_not_there_is_said(app: Starlette, offers: list[Offer]) -> None:
    missing = replace(name(offers[0]), bno=3)
    reply = Reader(app).ask(PullBatch(missing))
    assert (reply.status, reply.code) == (404, "not-here")


def test_an_acknowledged_batch_is_not_listed_again(app: Starlette, offers: list[Offer]) -> None:
    desk, supervisor = Reader(app, DESK), Reader(app, SUPERVISOR)
    assert desk.hand_in(desk.ack(offers[0]), desk.ack(offers[2])) == 2
    assert desk.list() == ((name(offers[1]), offers[1].digest32),)
    assert len(supervisor.list()) == 3
    assert desk.list(name(offers[1])) == ()


def test_a_kiosk_learns_what_both_readers_signed(app: Starlette, offers: list[Offer]) -> None:
    desk, supervisor = Reader(app, DESK), Reader(app, SUPERVISOR)
    assert acks_of(app, offers[0]) == ()
    for reader in (desk, supervisor):
        reader.hand_in(*(reader.ack(offer) for offer in offers))
    found = [Ack.parse_and_verify(one, SERVED) for one in acks_of(app, offers[0])]
    assert [(one.bno, one.digest32) for one, _ in found] == [(o.bno, o.digest32) for o in offers for _ in range(2)]
    assert {role for _, role in found} == {Role.DESK, Role.SUPERVISOR}
    assert len(acks_of(app, offers[0], first_bno=2)) == 2
    assert acks_of(app, Chain().peek()) == ()


def test_handing_in_twice_changes_nothing(app: Starlette, offers: list[Offer]) -> None:
    desk = Reader(app)
    for _ in range(2):
        assert desk.hand_in(desk.ack(offers[0])) == 1
    assert len(acks_of(app, offers[0])) == 1


def test_an_invalid_acknowledgement_stops_no_other(app: Starlette, offers: list[Offer]) -> None:
    desk, stranger = Reader(app), Reader(app, signer("stranger"))
    assert desk.hand_in(desk.ack(offers[0]), stranger.ack(offers[1]), b"no message", b"") == 1
    assert acks_of(app, offers[0]) == (desk.ack(offers[0]),)


def test_a_reader_may_carry_the_others_acknowledgements(app: Starlette, offers: list[Offer]) -> None:
    desk, supervisor = Reader(app, DESK), Reader(app, SUPERVISOR)
    assert desk.hand_in(supervisor.ack(offers[0])) == 1
    assert len(supervisor.list()) == 2
    assert len(desk.list()) == 3


def test_a_recorded_request_does_nothing(app: Starlette, offers: list[Offer]) -> None:
    desk = Reader(app)
    for path, act in (("/v1/pull", ListBatches(None)), ("/v1/acks", PostAcks((desk.ack(offers[0]),)))):
        recorded = desk.sign(act)
        assert ask(app, "POST", path, recorded).status == 200
        reply = ask(app, "POST", path, recorded)
        assert (reply.status, reply.code) == (409, "old-counter")
        assert cbor.decode(reply.body) == [1, "old-counter", desk.counter]


def test_each_reader_has_a_counter_of_its_own(app: Starlette) -> None:
    desk, supervisor = Reader(app, DESK), Reader(app, SUPERVISOR)
    desk.counter = 100
    desk.list()
    supervisor.list()
    desk.counter = 99
    assert desk.ask(ListBatches(None)).status == 409


@pytest.mark.parametrize("who", ["server", "kiosk", "authority", "stranger"])
def test_only_readers_read(who: str, app: Starlette) -> None:
    key = {"server": SERVER, "kiosk": KIOSK.ed25519}.get(who) or signer(who)
    for act in (ListBatches(None), PostAcks(())):
        reply = Reader(app, key).ask(act)
        assert (reply.status, reply.code) == (403, "wrong-key")


def test_an_act_belongs_to_its_address(app: Starlette) -> None:
    desk = Reader(app)
    assert ask(app, "POST", "/v1/acks", desk.sign(ListBatches(None))).code == "damaged"
    assert ask(app, "POST", "/v1/pull", desk.sign(PostAcks(()))).code == "damaged"


def test_a_kiosk_asks_for_its_own_chain_only(app: Starlette, offers: list[Offer]) -> None:
    forged = AcksRequest(KIOSK.device8, offers[0].chain8, 0).sign(REVOKED.ed25519)
    assert ask(app, "POST", "/v1/chain-acks", forged).code == "wrong-key"


def test_pages_end_and_go_on(tmp_path: Path) -> None:
    store = MemoryShelterStore()
    app = make_app(make_service(store, tmp_path))
    chain, desk = Chain(), Reader(app)
    before = bytes(32)
    for bno in range(LISTED + 3):
        digest32 = bno.to_bytes(32, "big")
        place = BatchName(KIOSK.device8, chain.chain8, bno)
        store.put(StoredBatch(place, b"x" + digest32[1:], b"m", bytes(64), [b"one"]), before)
        store.keep_acks([SignedAck(place, digest32, b"signer--", bytes([bno % 256]))])
        before = b"x" + digest32[1:]
    listed = desk.list()
    assert len(listed) == LISTED
    assert [place.bno for place, _ in desk.list(listed[-1][0])] == [LISTED, LISTED + 1, LISTED + 2]
    page = acks_of(app, chain.peek())
    assert len(page) == PAGE
    assert len(acks_of(app, chain.peek(), first_bno=LISTED)) == 3
