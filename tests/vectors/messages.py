"""What kiosk, server and readers say to each other: golden messages of the small site, and forged ones. One rule: a
forged message has one thing wrong and is signed properly otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.formats import cbor, identity, signed
from kiosk.formats.ack import Ack, AcksRequest
from kiosk.formats.head import BNO_TOP, HeadReply, HeadRequest, Standing
from kiosk.formats.identity import id8
from kiosk.formats.listed import Signer
from kiosk.formats.reading import AskSchedule, BatchName, ListBatches, ListEnds, PostAcks, PullBatch, ReaderRequest
from kiosk.formats.receipt import Objection, Reason, Receipt
from kiosk.ports.kinds import Role
from tests.vectors.site import KIOSK, SCHEDULE, SITE8, public, seed, signer

CHAIN8, NONCE16, INCARNATION16 = b"chain--0", seed("nonce")[:16], seed("incarnation")[:16]
SERVER, DESK, SUPERVISOR = signer("server"), signer("desk"), signer("supervisor")
SERVED = replace(SCHEDULE, signers=(*SCHEDULE.signers, Signer(Role.SERVER, public(SERVER)))).sorted()
"""The site's schedule with a server in it."""
ASKED = HeadRequest(KIOSK.device8, CHAIN8, NONCE16)
EMPTY = Standing(SITE8, id8(public(SERVER)), INCARNATION16, KIOSK.device8, CHAIN8, None, bytes(32), None, 3)
STANDING = replace(EMPTY, head_bno=41, digest32=seed("batch 41"), settled_bno=40)
ACK = Ack(SITE8, id8(public(DESK)), KIOSK.device8, CHAIN8, 41, seed("batch 41"))
NAME = BatchName(KIOSK.device8, CHAIN8, 41)


def reader_request(act: Any, counter: int = 7) -> ReaderRequest:
    return ReaderRequest(SITE8, id8(public(DESK)), counter, act)


@dataclass(frozen=True)
class Message:
    """Golden ones by name, and who signs them."""

    golden: Mapping[str, Any]
    by: Ed25519PrivateKey


MESSAGES: Mapping[str, Message] = {
    "head-request": Message({"head request": ASKED}, KIOSK.ed25519),
    "head-reply": Message(
        {"head of 42 batches": HeadReply(STANDING, NONCE16), "nothing of the chain": HeadReply(EMPTY, NONCE16)}, SERVER
    ),
    "receipt": Message(
        {
            "receipt for the newest batch": Receipt(STANDING, 41, seed("batch 41")),
            "receipt for an older batch": Receipt(STANDING, 3, seed("batch 3")),
        },
        SERVER,
    ),
    "objection": Message(
        {
            "gap": Objection(EMPTY, 3, seed("batch 3"), Reason.GAP),
            "another digest": Objection(STANDING, 3, seed("other"), Reason.OTHER_DIGEST),
            "fork": Objection(STANDING, 42, seed("other"), Reason.FORK),
            "revoked": Objection(STANDING, 42, seed("batch 42"), Reason.REVOKED),
        },
        SERVER,
    ),
    "ack": Message({"ack by the desk": ACK}, DESK),
    "acks-request": Message({"acks request": AcksRequest(KIOSK.device8, CHAIN8, 24)}, KIOSK.ed25519),
    "reader-request": Message(
        {
            "list from the first on": reader_request(ListBatches(None)),
            "list after a batch": reader_request(ListBatches(NAME)),
            "pull a batch": reader_request(PullBatch(NAME)),
            "hand in acks": reader_request(PostAcks((ACK.sign(DESK),)), BNO_TOP),
            "ask for the schedule": reader_request(AskSchedule()),
            "list the ends from the first on": reader_request(ListEnds(None)),
            "list the ends after a batch": reader_request(ListEnds(NAME)),
        },
        DESK,
    ),
}


def golden(kind: str) -> list[dict[str, Any]]:
    """The golden vectors of a message."""
    return [
        {"name": name, "hex": it.sign(MESSAGES[kind].by).hex(), "fields": flat(it)}
        for name, it in MESSAGES[kind].golden.items()
    ]


def flat(value: Any) -> Any:
    """The fields of a message as JSON: bytes as hex, parts in lists."""
    if is_dataclass(value):
        return [flat(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, tuple | list):
        return [flat(item) for item in value]
    return value.hex() if isinstance(value, bytes) else value


def forged(kind: str, change: Mapping[int, Any], by: Ed25519PrivateKey | None = None, purpose: str = "") -> bytes:
    """The first golden message with other elements (one beyond the end is added, `...` takes one away)."""
    structure, _ = signed.split(bytes.fromhex(golden(kind)[0]["hex"]))
    elements: Any = cbor.decode(structure)
    values = {**dict(enumerate(elements)), **change}
    written = cbor.encode([value for value in values.values() if value is not ...])
    return signed.join(written, identity.sign(by or MESSAGES[kind].by, purpose or kind, written))


def wrong_elements(kind: str) -> dict[str, dict[int, Any]]:
    """For each rule of a message's form the elements that break it."""
    own: dict[str, dict[str, dict[int, Any]]] = {
        "head-request": {},
        "head-reply": {
            "an end without its digest": {8: bytes(32)},
            "a digest without its end": {7: None},
            "settled beyond its end": {9: 42},
            "negative schedule version": {10: -1},
        },
        "receipt": {
            "for a batch beyond the end": {10: 42},
            "the end named in two ways": {11: seed("other")},
            "an empty chain": {6: None, 7: bytes(32), 8: None},
            "a number of 64 bits": {6: 1 << 63},
        },
        "objection": {"reason 0": {12: 0}, "reason 5": {12: 5}, "reason as a flag": {12: True}},
        "ack": {"a number of 64 bits": {5: 1 << 63}, "a digest of 31 bytes": {6: bytes(31)}},
        "acks-request": {"a number of 64 bits": {3: 1 << 63}, "no number": {3: None}},
        "reader-request": {
            "act 0": {4: 0},
            "the schedule with an argument": {4: 4, 5: NAME.to_value()},
            "act 6": {4: 6},
            "a name of two elements": {5: [KIOSK.device8, CHAIN8]},
            "pull without a name": {4: 2},
            "acks out of order": {4: 3, 5: [b"b", b"a"]},
            "an ack twice": {4: 3, 5: [b"a", b"a"]},
            "257 acks": {4: 3, 5: [number.to_bytes(2, "big") for number in range(257)]},
            "a counter of 64 bits": {3: 1 << 63},
        },
    }
    return {
        "format version 2": {0: 2},
        "an element too few": {1: ...},
        "an element too many": {99: 0},
        "a name of seven bytes": {1: bytes(7)},
        "a name that is text": {2: "chain--0"},
        **own[kind],
    }


def hostile(kind: str) -> dict[str, tuple[bytes, str]]:
    """Messages that break one rule, and the code of the Problem."""
    first = bytes.fromhex(golden(kind)[0]["hex"])
    structure, signature64 = signed.split(first)
    found = {name: (forged(kind, change), "damaged") for name, change in wrong_elements(kind).items()}
    found["signature of 63 bytes"] = (cbor.encode([structure, signature64[:63]]), "damaged")
    found["trailing byte"] = (first + b"\0", "damaged")
    found["another signer"] = (forged(kind, {}, signer("other")), "wrong-key")
    found["signature of another type"] = (forged(kind, {}, purpose="manifest"), "wrong-key")
    if MESSAGES[kind].by in (SERVER, DESK):
        found["another site"] = (forged(kind, {1: b"elsewher"}), "wrong-key")
        found["an unknown signer"] = (forged(kind, {2: b"nobody--"}), "wrong-key")
        other_role = SUPERVISOR if MESSAGES[kind].by is SERVER else SERVER
        found["a signer of another role"] = (forged(kind, {2: id8(public(other_role))}, other_role), "wrong-key")
    else:
        found["an unknown kiosk"] = (forged(kind, {1: b"nobody--"}), "unknown-device")
    if kind == "head-reply":
        found["another nonce"] = (forged(kind, {6: bytes(16)}), "other-answer")
        found["another chain"] = (forged(kind, {5: b"chain--1"}), "other-answer")
    return found
