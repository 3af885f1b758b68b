"""A kiosk offers batches: stored verbatim and once, and every answer that it acts on is signed."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from starlette.applications import Starlette

from kiosk.formats import batch, cbor, manifest
from kiosk.formats.head import HeadReply, HeadRequest
from kiosk.formats.identity import id8
from kiosk.formats.listed import ChainEnd, Device, DeviceState
from kiosk.formats.reading import BatchName
from kiosk.formats.receipt import Objection, Reason, Receipt
from kiosk.ports.kinds import Kind
from kiosk.ports.shelter_store import ShelterStore
from shelter.server.app import make_app
from shelter.server.service import Service
from tests.shelter.server.asking import Reply, ask
from tests.shelter.server.chain import COVERS, Chain, Offer, make_service, write_schedule
from tests.vectors.hostile import hostile_batches
from tests.vectors.messages import SERVED, SERVER
from tests.vectors.site import KIOSK, REVOKED, device, public, seal


def put(app: Starlette, offer: Offer, body: bytes | None = None) -> Reply:
    return ask(app, "PUT", offer.path, offer.body if body is None else body)


def head(app: Starlette, chain: Chain) -> HeadReply:
    asked = HeadRequest(chain.keys.device8, chain.chain8, secrets.token_bytes(16))
    reply = ask(app, "POST", "/v1/head", asked.sign(chain.keys.ed25519))
    assert reply.status == 200
    return HeadReply.parse_and_verify(reply.body, SERVED, asked)


def objection(reply: Reply, status: int) -> Objection:
    assert (reply.status, reply.headers["content-type"]) == (status, "application/cbor")
    return Objection.parse_and_verify(reply.body, SERVED)


def test_a_batch_is_stored_and_receipted(app: Starlette, store: ShelterStore) -> None:
    chain = Chain()
    offer = chain.next()
    reply = put(app, offer)
    assert (reply.status, reply.headers["content-type"]) == (200, "application/cbor")
    receipt = Receipt.parse_and_verify(reply.body, SERVED)
    assert (receipt.bno, receipt.digest32) == (0, offer.digest32)
    standing = receipt.standing
    assert (standing.kiosk8, standing.chain8, standing.head_bno) == (KIOSK.device8, chain.chain8, 0)
    assert (standing.incarnation16, standing.server8) == (store.incarnation16(), id8(public(SERVER)))
    assert (standing.settled_bno, standing.schedule_version) == (None, SERVED.version)


def test_the_head_follows_what_was_stored(app: Starlette) -> None:
    chain = Chain()
    assert (head(app, chain).standing.head_bno, head(app, chain).standing.digest32) == (None, bytes(32))
    for offer in chain.take(3):
        assert put(app, offer).status == 200
        assert (head(app, chain).standing.head_bno, head(app, chain).standing.digest32) == (offer.bno, offer.digest32)


def test_bytes_are_kept_verbatim(app: Starlette, store: ShelterStore) -> None:
    offer = Chain().next()
    put(app, offer)
    found = store.pull(BatchName(offer.kiosk8, offer.chain8, 0))
    assert found is not None
    assert batch.encode(found.manifest, found.signature64, found.blobs) == offer.body


def test_a_duplicate_gets_a_receipt_again(app: Starlette) -> None:
    one, two = Chain().take(2)
    for offer in (one, two, two, one):
        receipt = Receipt.parse_and_verify(put(app, offer).body, SERVED)
        assert (receipt.bno, receipt.digest32) == (offer.bno, offer.digest32)
    assert receipt.standing.head_bno == 1


def test_a_gap_shows_the_chains_end(app: Starlette) -> None:
    first, _, third = Chain().take(3)
    found = objection(put(app, third), 412)
    assert (found.reason, found.bno, found.standing.head_bno) == (Reason.GAP, 2, None)
    put(app, first)
    assert objection(put(app, third), 412).standing.digest32 == first.digest32


def test_another_batch_under_a_used_number_is_objected_to(app: Starlette) -> None:
    chain = Chain()
    other = replace(chain, schedule_version=2)
    first = chain.next()
    put(app, first)
    found = objection(put(app, other.next()), 409)
    assert (found.reason, found.standing.head_bno, found.standing.digest32) == (
        Reason.OTHER_DIGEST,
        0,
        first.digest32,
    )
    assert head(app, chain).standing.digest32 == first.digest32


def test_a_fork_is_objected_to(app: Starlette) -> None:
    chain = Chain()
    other = replace(chain, schedule_version=2)
    other.next()
    put(app, chain.next())
    found = objection(put(app, other.next()), 409)
    assert (found.reason, found.bno, found.standing.head_bno) == (Reason.FORK, 1, 0)


@pytest.mark.parametrize("name", hostile_batches(COVERS))
def test_a_hostile_batch_is_not_stored(name: str, app: Starlette, store: ShelterStore) -> None:
    untrusted, code = hostile_batches(COVERS)[name]
    chain = Chain(chain8=b"chain--0")
    for bno in (0, 1):
        reply = put(app, replace(chain.peek(), bno=bno), untrusted)
        assert reply.status == {"damaged": 400, "wrong-key": 403}[code] or (bno == 1 and reply.status == 400)
    assert head(app, chain).standing.head_bno is None


def test_truncated_and_flipped_bodies_are_not_stored(app: Starlette) -> None:
    chain, random = Chain(), Random(3)
    offer = chain.peek()
    for cut in range(0, len(offer.body), 5003):
        assert put(app, offer, offer.body[:cut]).code == "damaged"
    for _ in range(40):
        place, bit = random.randrange(len(offer.body)), random.randrange(8)
        flipped = offer.body[:place] + bytes([offer.body[place] ^ 1 << bit]) + offer.body[place + 1 :]
        assert put(app, offer, flipped).status in (400, 403)
    assert head(app, chain).standing.head_bno is None


def test_a_batch_has_one_address(app: Starlette) -> None:
    offer = Chain().next()
    kiosk, chain = offer.kiosk8.hex(), offer.chain8.hex()
    for address in (
        f"{kiosk}/{chain}/1",
        f"{kiosk}/{'00' * 8}/0",
        f"{kiosk.upper()}/{chain}/0",
        f"{kiosk}/{chain}/00",
        f"{kiosk}/{chain}/-0",
        f"{kiosk}/{chain}/+0",
        f"{kiosk}/{chain}/٠",
        f"{kiosk}/{chain}/9223372036854775808",
        f"{kiosk}/{chain}/{'9' * 5000}",
        f"{kiosk}/{chain[:14]}/0",
        f"{kiosk} /{chain}/0",
        f"{REVOKED.device8.hex()}/{chain}/0",
    ):
        assert ask(app, "PUT", f"/v1/batches/{address}", offer.body).code in ("damaged", "wrong-key"), address
    assert put(app, offer).status == 200


def test_an_unlisted_kiosk_is_told_that_it_is_unknown(app: Starlette) -> None:
    reply = put(app, Chain(keys=device("stranger")).next())
    assert (reply.status, reply.code) == (403, "unknown-device")


def test_another_sites_batch_is_not_taken(app: Starlette) -> None:
    blobs = COVERS
    reply = put(app, Chain(site8=b"elsewher", blobs=blobs).next())
    assert reply.status == 400  # its blobs are not of the site that the manifest names


def test_a_revoked_kiosks_batches_count_up_to_its_last(tmp_path: Path, store: ShelterStore) -> None:
    chain = Chain(keys=REVOKED)
    trusted = Device(8, REVOKED.ed32, REVOKED.x32)
    others = tuple(one for one in SERVED.devices if one.device8 != REVOKED.device8)
    app = make_app(make_service(store, tmp_path, replace(SERVED, devices=(*others, trusted)).sorted()))
    first, second, third = chain.take(3)
    assert [put(app, offer).status for offer in (first, second)] == [200, 200]
    ended = replace(trusted, state=DeviceState.REVOKED, chain_ends=(ChainEnd(chain.chain8, 0),))
    write_schedule(tmp_path, replace(SERVED, version=4, devices=(*others, ended)).sorted())
    assert [put(app, offer).status for offer in (first, second)] == [200, 200]  # what is there stays and is receipted
    found = objection(put(app, third), 409)
    assert (found.reason, found.standing.head_bno, found.standing.schedule_version) == (Reason.REVOKED, 1, 4)
    assert head(app, chain).standing.head_bno == 1


def test_a_revoked_kiosks_missing_batches_still_arrive(tmp_path: Path, store: ShelterStore) -> None:
    chain = Chain(keys=REVOKED)
    ended = Device(8, REVOKED.ed32, REVOKED.x32, DeviceState.REVOKED, (ChainEnd(chain.chain8, 1),))
    app = make_app(make_service(store, tmp_path, replace(SERVED, devices=(ended,))))
    assert [put(app, offer).status for offer in chain.take(3)] == [200, 200, 409]
    assert put(app, Chain(keys=REVOKED).next()).status == 409


def test_too_large_a_body_is_told_at_once(app: Starlette, store: ShelterStore) -> None:
    offer = Chain().next()
    for reply in (
        put(app, offer, bytes(65_537)),
        ask(app, "PUT", offer.path, [bytes(1000)] * 66, ends="hangs"),
        ask(app, "PUT", offer.path, headers={"content-length": "99999999999999999999999999"}, ends="hangs"),
        ask(app, "POST", "/v1/head", bytes(65_537)),
    ):
        assert (reply.status, reply.code) == (413, "too-large")
    assert store.head(offer.kiosk8, offer.chain8).bno is None


def test_a_body_in_pieces_is_a_body(app: Starlette) -> None:
    offer = Chain().next()
    pieces = [offer.body[start : start + 1000] for start in range(0, len(offer.body), 1000)]
    assert ask(app, "PUT", offer.path, pieces).status == 200


def test_a_body_that_does_not_come_ends(service: Service) -> None:
    offer = Chain().next()
    app = make_app(service, seconds=0.05)
    for ends in ("hangs", "leaves"):
        reply = ask(app, "PUT", offer.path, offer.body[:100], ends=ends)
        assert (reply.status, reply.code) == (408, "too-slow")


def test_a_batch_holds_the_blobs_that_its_manifest_was_made_for(app: Starlette) -> None:
    offer = Chain().next()
    parsed = batch.parse(offer.body)
    other = [*COVERS[:-1], seal(Kind.EVENT)]
    reply = put(app, offer, batch.encode(parsed.manifest_bytes, parsed.signature64, other))
    assert (reply.status, reply.code) == (400, "damaged")


def test_sizes_say_nothing(app: Starlette) -> None:
    """A receipt, and an objection of any reason, have the same size whatever the batch held."""
    sizes = set()
    for _ in range(3):
        one, two = Chain().take(2)
        objected = len(put(app, two).body)
        sizes.add((len(put(app, one).body), objected))
    assert len(sizes) == 1


def test_the_manifest_bytes_are_what_is_signed(app: Starlette) -> None:
    offer = Chain().next()
    outer = cbor.decode(offer.body)
    assert isinstance(outer, list)
    assert isinstance(outer[0], bytes)
    reply = put(app, offer, cbor.encode([outer[0] + b"\0", *outer[1:]]))
    assert reply.code == "damaged"
    assert manifest.digest32(outer[0]) == offer.digest32
