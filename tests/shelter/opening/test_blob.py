"""Opening a record: the right keys and untouched bytes, or a Problem with its own code."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.formats import blob, cbor, padding
from kiosk.ports.kinds import READER_OF, Kind, Role
from kiosk.problem import Bug, Damaged, Problem, WrongKey
from shelter.opening.blob import OpenedBlob, open_blob
from shelter.opening.secrets import EpochSecret
from tests.vectors.forge import forged_blob
from tests.vectors.hostile import hostile_blobs
from tests.vectors.site import FIRST, ISSUED, LAST, RECORDS, SCHEMA, SECRETS, SITE8, seal, secret, seed

records = st.dictionaries(st.integers(1, 60), st.integers(0, 255) | st.booleans() | st.binary(max_size=20), max_size=9)


def test_what_a_forger_makes_without_a_fault_is_opened() -> None:
    assert open_blob(forged_blob(), SECRETS, SITE8).record == RECORDS[Kind.TALLY]


@given(st.sampled_from(list(Kind)), records, st.integers(FIRST, LAST))
def test_what_was_sealed_is_opened(kind: Kind, told: dict[int, cbor.Value], epoch: int) -> None:
    record = {0: False, **told}
    opened = open_blob(seal(kind, record, epoch), SECRETS, SITE8)
    assert opened == OpenedBlob(kind, SCHEMA, epoch, record)
    assert not opened.is_cover


@pytest.mark.parametrize("kind", list(Kind))
def test_a_cover_says_so_to_its_reader_alone(kind: Kind) -> None:
    opened = open_blob(seal(kind, padding.COVER), SECRETS, SITE8)
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


BROKEN = hostile_blobs()


@pytest.mark.parametrize("name", BROKEN)
def test_one_broken_rule_has_its_error(name: str) -> None:
    untrusted, code = BROKEN[name]
    with pytest.raises(Problem) as raised:
        open_blob(untrusted, SECRETS, SITE8)
    assert raised.value.code == code


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
