"""The kept vectors: what this version reads must stay read, and what breaks a rule must stay out, with its own code."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kiosk.formats import batch, cbor, code, packs, schedule, signed
from kiosk.formats.ack import Ack, AcksRequest
from kiosk.formats.device import DeviceKeys
from kiosk.formats.essentials import unpack
from kiosk.formats.head import HeadReply, HeadRequest
from kiosk.formats.identity import id8
from kiosk.formats.listed import Signer
from kiosk.formats.manifest import digest32
from kiosk.formats.reading import ReaderRequest
from kiosk.formats.receipt import Objection, Receipt
from kiosk.formats.schedule import Schedule
from kiosk.formats.server_key import ServerKey
from kiosk.formats.weeks import Weeks
from kiosk.ports.kinds import Role
from kiosk.problem import Problem
from shelter import keystore
from shelter.opening.blob import open_blob
from shelter.opening.secrets import EpochSecret
from shelter.opening.slip import open_slip
from tests.vectors import make, reader
from tests.vectors.messages import MESSAGES, flat

FOLDER = Path(__file__).parent
STRUCTURES = (
    "cbor",
    "blob",
    "batch",
    "schedule",
    "weeks",
    "slip",
    "keystore",
    "device",
    "code",
    "essentials",
    "server-key",
    "packs",
)
FILES = (*STRUCTURES, *MESSAGES)
KEPT: dict[str, Any] = {name: json.loads((FOLDER / f"{name}.json").read_text("utf-8")) for name in (*FILES, "keys")}
KEYS = KEPT["keys"]
SITE8, LOCAL32 = bytes.fromhex(KEYS["site8"]), bytes.fromhex(KEYS["local32"])
AUTHORITY = bytes.fromhex(KEYS["authority_ed32"])
SECRETS = [EpochSecret(Role(role), epoch, bytes.fromhex(seed)) for role, epoch, seed, _ in KEYS["secrets"]]
RAW_NAMES = {who: bytes.fromhex(KEYS[f"{who}_ed32"]) for who in ("kiosk", "server", "desk")}
RAW_SECRETS = [[role, epoch, bytes.fromhex(seed), kid] for role, epoch, seed, kid in KEYS["secrets"]]


def golden(name: str, index: int = 0) -> bytes:
    return bytes.fromhex(KEPT[name]["golden"][index]["hex"])


ASKED = reader.cbor(reader.cbor(golden("head-request"))[0])[1:]


def known_schedule() -> Schedule:
    return schedule.parse_and_verify(golden("schedule"), AUTHORITY, demo=True)


def read_blob(untrusted: bytes) -> dict[str, Any]:
    opened = open_blob(untrusted, SECRETS, SITE8)
    return {"kind": opened.kind, "epoch": opened.epoch, "record": cbor.encode(opened.record).hex()}


def read_batch(untrusted: bytes) -> dict[str, Any]:
    parsed = batch.parse(untrusted)
    batch.verify(parsed, bytes.fromhex(KEYS["kiosk_ed32"]))
    digest = digest32(parsed.manifest_bytes).hex()
    return {"manifest": parsed.manifest_bytes.hex(), "digest": digest, "root": parsed.manifest.root32.hex()}


def read_schedule(untrusted: bytes) -> dict[str, Any]:
    found = schedule.parse_and_verify(untrusted, AUTHORITY, demo=True)
    schedule.check_follows(known_schedule(), found)
    return {"structure_bytes": len(signed.split(untrusted)[0]), "version": found.version}


def read_weeks(untrusted: bytes) -> dict[str, Any]:
    found, reader = Weeks.parse_and_verify(untrusted, known_schedule())
    return {"role": reader.role, "keys": [[key.epoch, key.role, key.public.hex()] for key in found.keys]}


def read_slip(untrusted: bytes) -> dict[str, Any]:
    reading = open_slip(untrusted.decode(), known_schedule(), SECRETS)
    payload = None if reading.payload is None else reading.payload.encode().hex()
    return {"name": reading.status.value, "payload": payload}


def read_keystore(untrusted: bytes) -> dict[str, Any]:
    opened = keystore.unlock(untrusted, KEYS["passphrase"], LOCAL32)
    secrets = sorted([own.role, own.epoch, own.seed32.hex()] for own in opened.secrets)
    return {"holder": opened.holder, "secrets": secrets, "signing_seed32": opened.signing.private_bytes_raw().hex()}


def read_device(untrusted: bytes) -> dict[str, Any]:
    keys = DeviceKeys.parse(untrusted)
    return {"ed32": keys.ed32.hex(), "x32": keys.x32.hex(), "device8": keys.device8.hex()}


def served_schedule() -> Schedule:
    """The kept schedule with the server of the messages in it."""
    known = known_schedule()
    return replace(known, signers=(*known.signers, Signer(Role.SERVER, bytes.fromhex(KEYS["server_ed32"]))))


def read_head_reply(untrusted: bytes, schedule: Schedule) -> HeadReply:
    asked = HeadRequest.parse_and_verify(golden("head-request"), schedule)
    return HeadReply.parse_and_verify(untrusted, schedule, asked)


MESSAGE_READERS: dict[str, Callable[[bytes, Schedule], Any]] = {
    "head-request": HeadRequest.parse_and_verify,
    "head-reply": read_head_reply,
    "receipt": Receipt.parse_and_verify,
    "objection": Objection.parse_and_verify,
    "ack": lambda untrusted, schedule: Ack.parse_and_verify(untrusted, schedule)[0],
    "acks-request": AcksRequest.parse_and_verify,
    "reader-request": lambda untrusted, schedule: ReaderRequest.parse_and_verify(untrusted, schedule)[0],
}


def read_message(kind: str, untrusted: bytes) -> dict[str, Any]:
    return {"fields": flat(MESSAGE_READERS[kind](untrusted, served_schedule()))}


def read_essentials(untrusted: bytes) -> dict[str, Any]:
    return {"values": unpack(untrusted, KEPT["essentials"]["golden"][0]["widths"])[1]}


def read_packs(untrusted: bytes) -> dict[str, Any]:
    accepted = packs.parse_and_verify(untrusted, AUTHORITY)
    return {"version": accepted.version, "packs": [[one.code, one.pack32.hex()] for one in accepted.packs]}


READERS: dict[str, Callable[[bytes], dict[str, Any]]] = {
    "cbor": lambda untrusted: {"hex": cbor.encode(cbor.decode(untrusted)).hex()},
    "blob": read_blob,
    "batch": read_batch,
    "schedule": read_schedule,
    "weeks": read_weeks,
    "slip": read_slip,
    "keystore": read_keystore,
    "device": read_device,
    "code": lambda untrusted: {"code5": code.parse_code(untrusted.decode()).hex()},
    "essentials": read_essentials,
    "server-key": lambda untrusted: {"ed32": ServerKey.parse(untrusted).ed32.hex()},
    "packs": read_packs,
    **{kind: partial(read_message, kind) for kind in MESSAGE_READERS},
}


def bytes_of(name: str, vector: dict[str, Any]) -> bytes:
    if "parts" in vector:
        first = golden(name)
        parts = (bytes.fromhex(p) if isinstance(p, str) else first[p[0] : sum(p)] for p in vector["parts"])
        return b"".join(parts)
    return vector["text"].encode() if "text" in vector else bytes.fromhex(vector["hex"])


def entries(which: str, *names: str) -> list[Any]:
    return [
        pytest.param(name, vector, id=f"{name}: {vector['name']}")
        for name in names or FILES
        for vector in KEPT[name][which]
        if vector["name"] != "every proper prefix"
    ]


@pytest.mark.parametrize(("name", "vector"), entries("golden"))
def test_a_golden_vector_is_read(name: str, vector: dict[str, Any]) -> None:
    found = READERS[name](bytes_of(name, vector))
    assert found == {key: vector[key] for key in found}


@pytest.mark.parametrize(("name", "vector"), entries("hostile"))
def test_a_hostile_vector_has_its_error(name: str, vector: dict[str, Any]) -> None:
    with pytest.raises(Problem) as raised:
        READERS[name](bytes_of(name, vector))
    assert raised.value.code == vector["error"]
    assert raised.value.sentence.endswith(".")


@pytest.mark.parametrize("name", [name for name in FILES if "every proper prefix" in str(KEPT[name]["hostile"])])
def test_every_proper_prefix_is_damaged(name: str) -> None:
    whole = golden(name)
    for cut in range(len(whole)):
        with pytest.raises(Problem) as raised:
            READERS[name](whole[:cut])
        assert raised.value.code == "damaged"


def test_the_script_still_makes_these_vectors() -> None:
    """Names and errors are the script's; bytes with randomness in them may differ."""

    def outline(vectors: dict[str, Any]) -> list[tuple[str, str]]:
        both = [*vectors.get("golden", ()), *vectors.get("hostile", ())]
        return [(vector["name"], vector.get("error", "")) for vector in both]

    made = make.build()
    assert set(made) == {f"{name}.json" for name in KEPT}
    assert {name: outline(KEPT[name]) for name in KEPT} == {name: outline(made[f"{name}.json"]) for name in KEPT}
    assert made["keys.json"] == KEYS
    for name in ("cbor", "device", "code", "essentials", "server-key", "packs", *MESSAGES):
        assert made[f"{name}.json"] == KEPT[name]


def test_kids_are_those_of_the_document() -> None:
    assert [own.kid8.hex() for own in SECRETS] == [kid for _, _, _, kid in KEYS["secrets"]]
    assert id8(AUTHORITY) == SITE8


@pytest.mark.parametrize("vector", KEPT["blob"]["golden"], ids=lambda vector: vector["name"])
def test_a_reader_written_from_the_document_opens_blobs(vector: dict[str, Any]) -> None:
    found = reader.open_blob(bytes.fromhex(vector["hex"]), RAW_SECRETS, SITE8)
    assert (found[0], found[1], found[2].hex()) == (vector["kind"], vector["epoch"], vector["record"])


@pytest.mark.parametrize("vector", KEPT["slip"]["golden"], ids=lambda vector: vector["name"])
def test_a_reader_written_from_the_document_opens_slips(vector: dict[str, Any]) -> None:
    structure, _ = reader.cbor(golden("schedule"))
    found = reader.open_slip(vector["text"], RAW_SECRETS, SITE8, reader.cbor(structure)[6])
    assert (None if found is None else found.hex()) == vector["payload"]


@pytest.mark.parametrize("vector", KEPT["keystore"]["golden"], ids=lambda vector: vector["name"])
def test_a_reader_written_from_the_document_unlocks_keystores(vector: dict[str, Any]) -> None:
    holder, content = reader.unlock(bytes.fromhex(vector["hex"]), KEYS["passphrase"], LOCAL32)
    secrets = [[role, epoch, seed.hex()] for role, seeds in content[1].items() for epoch, seed in seeds.items()]
    assert (holder, secrets) == (vector["holder"], vector["secrets"])
    assert content[2].hex() == vector["signing_seed32"]


@pytest.mark.parametrize(("kind", "vector"), entries("golden", *MESSAGES))
def test_a_reader_written_from_the_document_reads_messages(kind: str, vector: dict[str, Any]) -> None:
    found = reader.message(bytes.fromhex(vector["hex"]), kind, RAW_NAMES, SITE8, ASKED)
    assert flat(tuple(found)) == read_flat(vector["fields"], kind)


def read_flat(fields: list[Any], kind: str) -> list[Any]:
    """The elements of a message in the order of its array, from the nested fields of the vector."""
    if kind == "head-reply":
        standing, nonce = fields
        return [*standing[:5], nonce, *standing[5:]]
    if kind in ("receipt", "objection"):
        return [*fields[0], *fields[1:]]
    if kind == "reader-request":
        return [*fields[:3], next(iter(fields[3]), None)]  # the schedule is asked for without an argument
    return fields


def test_the_examples_of_the_document_are_vectors() -> None:
    document = "".join((FOLDER.parents[1] / "docs" / "formats.md").read_text("utf-8").split())
    assert KEPT["blob"]["golden"][0]["hex"][:56] in document
    assert KEPT["batch"]["golden"][0]["manifest"] in document
    assert KEPT["code"]["golden"][2]["text"] in document


SECOND_READERS: dict[str, Callable[[bytes], object]] = {
    "cbor": reader.cbor,
    "blob": lambda untrusted: reader.open_blob(untrusted, RAW_SECRETS, SITE8),
    "slip": lambda untrusted: reader.open_slip(untrusted.decode(), RAW_SECRETS, SITE8, []),
    **{kind: partial(reader.message, kind=kind, keys=RAW_NAMES, site8=SITE8, asked=ASKED) for kind in MESSAGES},
}


@pytest.mark.parametrize(("name", "vector"), entries("hostile", *SECOND_READERS))
def test_a_reader_written_from_the_document_takes_no_hostile_vector(name: str, vector: dict[str, Any]) -> None:
    with pytest.raises(reader.Bad):
        SECOND_READERS[name](bytes_of(name, vector))


@pytest.mark.parametrize("vector", KEPT["packs"]["golden"], ids=lambda vector: vector["name"])
def test_a_reader_written_from_the_document_reads_packs(vector: dict[str, Any]) -> None:
    found = reader.packs(bytes.fromhex(vector["hex"]), AUTHORITY)
    assert found == (vector["version"], [[code, bytes.fromhex(digest)] for code, digest in vector["packs"]])


@pytest.mark.parametrize(("name", "vector"), entries("hostile", "packs"))
def test_a_reader_written_from_the_document_refuses_other_packs(name: str, vector: dict[str, Any]) -> None:
    with pytest.raises(reader.Bad):
        reader.packs(bytes_of(name, vector), AUTHORITY)
