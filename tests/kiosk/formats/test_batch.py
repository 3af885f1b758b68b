"""Manifests and batches: always full, in no order of arrival, signed by the kiosk."""

from __future__ import annotations

import random
from hashlib import sha256

import pytest

from kiosk.formats import batch, manifest
from kiosk.ports.kinds import Kind
from kiosk.problem import Bug, Damaged, Problem, WrongKey
from tests.vectors.hostile import hostile_batches
from tests.vectors.site import AUTHORITY, KIOSK, REVOKED, full_of_covers, make_batch, make_manifest, seal

COVERS = full_of_covers()
FULL = make_batch(COVERS)


def test_a_batch_comes_back_whole_and_verifies() -> None:
    parsed = batch.parse(FULL)
    batch.verify(parsed, KIOSK.ed32)
    assert parsed.manifest == make_manifest(COVERS)
    assert sorted(parsed.blobs) == sorted(COVERS)
    assert [sha256(one).digest() for one in parsed.blobs] == sorted(sha256(one).digest() for one in COVERS)
    assert batch.encode(parsed.manifest_bytes, parsed.signature64, parsed.blobs) == FULL


def test_a_batch_and_its_head_fit_one_put() -> None:
    assert len(FULL) == 58521


def test_a_visit_changes_no_size() -> None:
    told = [*COVERS[:-36], seal(Kind.INTAKE), *COVERS[1:16], seal(Kind.TALLY), *COVERS[17:]]
    assert len(make_batch(told)) == len(FULL)


def test_the_order_of_the_blobs_leaves_no_trace() -> None:
    shuffled = random.Random(1).sample(COVERS, len(COVERS))
    assert make_batch(shuffled) == FULL
    assert manifest.root32(shuffled) == manifest.root32(COVERS)


def test_a_kiosk_cannot_sign_for_another() -> None:
    structure = make_manifest(COVERS).encode()
    forged = batch.encode(structure, manifest.sign(structure, REVOKED.ed25519), COVERS)
    with pytest.raises(Damaged):
        batch.verify(batch.parse(forged), REVOKED.ed32)


BROKEN = hostile_batches(COVERS)


@pytest.mark.parametrize("name", BROKEN)
def test_one_broken_rule_has_its_error(name: str) -> None:
    untrusted, code = BROKEN[name]
    with pytest.raises(Problem) as raised:
        batch.verify(batch.parse(untrusted), KIOSK.ed32)
    assert raised.value.code == code


def test_a_later_manifest_names_the_one_before() -> None:
    first = make_manifest(COVERS).encode()
    later = batch.parse(make_batch(COVERS, bno=1, prev32=manifest.digest32(first)))
    assert later.manifest.prev32 == sha256(first).digest()


@pytest.mark.parametrize("field", ["site8", "kiosk8", "chain8", "prev32", "root32"])
def test_a_field_of_another_size_is_a_bug(field: str) -> None:
    with pytest.raises(Bug):
        make_batch(COVERS, **{field: b"short"})


def test_truncations_and_flips_are_damaged_or_not_signed() -> None:
    for cut in range(0, len(FULL), 997):
        with pytest.raises(Damaged):
            batch.parse(FULL[:cut])
    chosen = random.Random(2)
    for _ in range(300):
        place, bit = chosen.randrange(len(FULL)), chosen.randrange(8)
        flipped = FULL[:place] + bytes([FULL[place] ^ 1 << bit]) + FULL[place + 1 :]
        with pytest.raises((Damaged, WrongKey)):
            batch.verify(batch.parse(flipped), KIOSK.ed32)


def test_the_authority_is_no_kiosk() -> None:
    structure = make_manifest(COVERS).encode()
    with pytest.raises(WrongKey):
        manifest.parse_and_verify(structure, manifest.sign(structure, AUTHORITY), KIOSK.ed32)
