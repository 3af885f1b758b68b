"""Opening a record: the right keys and untouched bytes, or a Problem with its own code."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats import blob, cbor, hybrid
from kiosk.formats.identity import kid8
from kiosk.ports.kinds import READER_OF, Kind, Role
from kiosk.problem import Bug, Damaged, Problem, WrongKey
from shelter.opening.blob import OpenedBlob, open_blob
from shelter.opening.secrets import EpochSecret
from tests.vectors.site import FIRST, ISSUED, LAST, RECORDS, SCHEMA, SECRETS, SITE8, seal, secret, seed

records = st.dictionaries(st.integers(1, 60), st.integers(0, 255) | st.booleans() | st.binary(max_size=20), max_size=9)


def forge(
    kind: Kind = Kind.TALLY,
    *,
    head: list[cbor.Value] | None = None,
    padded: bytes | None = None,
    commit: bytes | None = None,
    info: Callable[[bytes, bytes, bytes], bytes] = blob.wrap_info,
    cek: bytes | None = None,
    to: EpochSecret | None = None,
) -> bytes:
    """A blob by somebody who knows the format and breaks one rule of it."""
    reader = to or secret(READER_OF[kind])
    fields = head or [1, int(kind), SITE8, SCHEMA, [kid8(READER_OF[kind], reader.public)]]
    head_bytes, cek32 = cbor.encode(fields), cek or os.urandom(32)
    key, right = blob.content_keys(cek32, head_bytes)
    plain = blob.pad(kind, RECORDS[kind]) if padded is None else padded
    sealed = ChaCha20Poly1305(key).encrypt(blob.NONCE, plain, sha256(head_bytes).digest())
    body = (commit or right) + sealed
    kid = kid8(reader.role, reader.public)
    wrap = hybrid.RECORD_SUITE.encrypt(cek32, hybrid.public_key(reader.public), info=info(head_bytes, body, kid))
    return cbor.encode([head_bytes, body, [wrap]])


def test_the_forger_can_also_be_honest() -> None:
    assert open_blob(forge(), SECRETS, SITE8).record == RECORDS[Kind.TALLY]


@given(st.sampled_from(list(Kind)), records, st.integers(FIRST, LAST))
def test_what_was_sealed_is_opened(kind: Kind, told: dict[int, cbor.Value], epoch: int) -> None:
    record = {0: False, **told}
    opened = open_blob(seal(kind, record, epoch), SECRETS, SITE8)
    assert opened == OpenedBlob(kind, SCHEMA, epoch, record)
    assert not opened.is_cover


@pytest.mark.parametrize("kind", list(Kind))
def test_a_cover_says_so_to_its_reader_alone(kind: Kind) -> None:
    opened = open_blob(seal(kind, blob.COVER), SECRETS, SITE8)
    assert opened.is_cover
    assert opened.record == {0: True}


@pytest.mark.parametrize("kind", list(Kind))
def test_only_the_reader_s_own_keys_open(kind: Kind) -> None:
    others = [own for own in SECRETS if own.role is not READER_OF[kind]]
    with pytest.raises(WrongKey):
        open_blob(seal(kind), others, SITE8)
    with pytest.raises(WrongKey):
        open_blob(seal(kind), [], SITE8)


def test_a_shredded_epoch_opens_nothing() -> None:
    live = [own for own in SECRETS if own.epoch != ISSUED]
    with pytest.raises(WrongKey):
        open_blob(seal(Kind.INTAKE, epoch=ISSUED), live, SITE8)
    assert open_blob(seal(Kind.INTAKE, epoch=LAST), live, SITE8).epoch == LAST


def test_another_site_s_blob_is_not_opened() -> None:
    with pytest.raises(WrongKey):
        open_blob(seal(Kind.INTAKE), SECRETS, b"elsewher")


def test_every_bit_of_a_blob_matters() -> None:
    """A sample of single-bit mutants of each kind, and every bit of the head and of all framing."""
    chosen = random.Random(3)
    for kind in Kind:
        sealed, size = seal(kind), blob.SIZE[kind] * 8
        framing = [*range(32 * 8), *range((27 + blob.BODY[kind]) * 8, (35 + blob.BODY[kind]) * 8)]
        for bit in {*framing, *chosen.sample(range(size), 250)}:
            mutant = bytearray(sealed)
            mutant[bit // 8] ^= 1 << bit % 8
            with pytest.raises((Damaged, WrongKey)):
                open_blob(bytes(mutant), SECRETS, SITE8)


def test_wraps_of_two_blobs_cannot_be_exchanged() -> None:
    one, two = blob.parse(seal(Kind.INTAKE)), blob.parse(seal(Kind.INTAKE))
    for head, body, wraps in ((one.head_bytes, one.body, two.wraps), (one.head_bytes, two.body, one.wraps)):
        with pytest.raises(Damaged):
            open_blob(cbor.encode([head, body, list(wraps)]), SECRETS, SITE8)


DESK, SUPERVISOR = secret(Role.DESK), secret(Role.SUPERVISOR)
PLAIN = cbor.encode(RECORDS[Kind.TALLY])
HEAD: list[cbor.Value] = [1, 2, SITE8, SCHEMA, [kid8(Role.SUPERVISOR, SUPERVISOR.public)]]
BROKEN: dict[str, tuple[bytes, type[Problem]]] = {
    "format version 2": (forge(head=[2, *HEAD[1:]]), Damaged),
    "unknown kind": (forge(head=[1, 4, *HEAD[2:]]), Damaged),
    "kind 0": (forge(head=[1, 0, *HEAD[2:]]), Damaged),
    "kind as a flag": (forge(head=[1, True, *HEAD[2:]]), Damaged),
    "another kind's size": (forge(head=[1, 1, *HEAD[2:]]), Damaged),
    "kind of another role": (forge(head=[*HEAD[:4], [kid8(Role.DESK, DESK.public)]], to=DESK), WrongKey),
    "kid of another role": (forge(head=[*HEAD[:4], [kid8(Role.DESK, SUPERVISOR.public)]]), WrongKey),
    "unknown kid": (forge(head=[*HEAD[:4], [b"nobody--"]]), WrongKey),
    "two kids": (forge(head=[*HEAD[:4], [HEAD[4][0], HEAD[4][0]]]), Damaged),  # type: ignore[index]
    "no kid": (forge(head=[*HEAD[:4], []]), Damaged),
    "schema 24": (forge(head=[*HEAD[:3], 24, HEAD[4]]), Damaged),
    "sealed to the desk under the supervisor's kid": (forge(head=HEAD, to=DESK), Damaged),
    "wrong commitment": (forge(commit=bytes(32)), Damaged),
    "content key of 31 bytes": (forge(cek=bytes(31)), Damaged),
    "wrap bound to another head": (forge(info=lambda _, body, kid: blob.wrap_info(b"", body, kid)), Damaged),
    "wrap bound to another body": (forge(info=lambda head, _, kid: blob.wrap_info(head, b"", kid)), Damaged),
    "wrap bound to another kid": (forge(info=lambda head, body, _: blob.wrap_info(head, body, b"")), Damaged),
    "no padding mark": (forge(padded=PLAIN.ljust(256, b"\0")), Damaged),
    "padding mark 81": (forge(padded=(PLAIN + b"\x81").ljust(256, b"\0")), Damaged),
    "only zeros": (forge(padded=bytes(256)), Damaged),
    "something after the padding mark": (forge(padded=(PLAIN + b"\x80").ljust(255, b"\0") + b"\1"), Damaged),
    "no record": (forge(padded=b"\x80".ljust(256, b"\0")), Damaged),
    "padded to another size": (forge(padded=(PLAIN + b"\x80").ljust(255, b"\0")), Damaged),
    "record is a list": (forge(padded=(cbor.encode([True]) + b"\x80").ljust(256, b"\0")), Damaged),
    "record without cover flag": (forge(padded=(cbor.encode({1: 1}) + b"\x80").ljust(256, b"\0")), Damaged),
    "cover flag as a number": (forge(padded=(cbor.encode({0: 1}) + b"\x80").ljust(256, b"\0")), Damaged),
    "record not canonical": (forge(padded=bytes.fromhex("a11800f580").ljust(256, b"\0")), Damaged),
}


@pytest.mark.parametrize("name", BROKEN)
def test_one_broken_rule_has_its_error(name: str) -> None:
    untrusted, error = BROKEN[name]
    with pytest.raises(error):
        open_blob(untrusted, SECRETS, SITE8)


def test_no_answer_is_printed_of_an_opened_blob() -> None:
    opened = open_blob(seal(Kind.EVENT, {0: False, 1: 254}), SECRETS, SITE8)
    assert "254" not in repr(opened)


def test_a_secret_is_for_a_role_that_is_sealed_to_and_is_not_printed() -> None:
    own = secret(Role.DESK)
    assert own.seed32.hex() not in repr(own)
    assert repr(own) == f"EpochSecret(role={Role.DESK!r}, epoch={ISSUED})"
    for role, seed32 in ((Role.SERVER, bytes(32)), (Role.DESK, bytes(31))):
        with pytest.raises(Bug):
            EpochSecret(role, 1, seed32)
    with pytest.raises(Bug):
        _ = own.x25519
    with pytest.raises(Bug):
        _ = secret(Role.SLIP).hybrid


def test_new_secrets_differ() -> None:
    one, two = EpochSecret.create(Role.DESK, 1), EpochSecret.create(Role.DESK, 1)
    assert one.public != two.public
    assert one.listed().public == one.public
    assert seed("a") != seed("b")
