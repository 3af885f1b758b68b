"""The library's HPKE against published vectors, an independent implementation, and HPKE built from its parts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography_vectors import open_vector_file
from pyhpke import AEADId, CipherSuite, KDFId, KEMId

from kiosk.formats import hybrid
from kiosk.ports.kinds import Role
from kiosk.problem import Damaged
from shelter.opening.secrets import EpochSecret
from tests.kiosk.formats import oracle
from tests.vectors.site import seed

DESK = EpochSecret(Role.DESK, 1, seed("hybrid"))
SLIP = EpochSecret(Role.SLIP, 1, seed("x25519"))
LENGTHS = (0, 1, 32, 76, 2093)

# RFC 9180 A.2.1, sequence number 0
RFC_INFO = bytes.fromhex("4f6465206f6e2061204772656369616e2055726e")
RFC_ENC = bytes.fromhex("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a")
RFC_SKE = bytes.fromhex("f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600")
RFC_PKR = bytes.fromhex("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a")
RFC_SKR = bytes.fromhex("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb")
RFC_KEY = bytes.fromhex("ad2744de8e17f4ebba575b3f5f5a8fa1f69c2a07f6e7500bc60ca6e3e3ec1c91")
RFC_PLAIN = bytes.fromhex("4265617574792069732074727574682c20747275746820626561757479")
RFC_SEALED = bytes.fromhex("1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28")


def hybrid_vectors() -> list[dict[str, Any]]:
    with open_vector_file("HPKE/hpke-pq-test-vectors.json", "r") as file:
        vectors = json.load(file)
    return [v for v in vectors if (v["mode"], v["kem_id"], v["kdf_id"], v["aead_id"]) == (0, oracle.XWING, 1, 3)]


def test_the_parts_agree_with_rfc_9180() -> None:
    shared, enc = oracle.x25519_encap(RFC_PKR, RFC_SKE)
    assert enc == RFC_ENC
    assert oracle.key_schedule(oracle.X25519, shared, RFC_INFO)[0] == RFC_KEY
    assert oracle.open_(oracle.X25519, RFC_ENC + RFC_SEALED, RFC_SKR, RFC_INFO, b"Count-0") == RFC_PLAIN


def test_the_slip_suite_opens_what_rfc_9180_seals() -> None:
    sealed = oracle.seal(oracle.X25519, RFC_PLAIN, RFC_PKR, RFC_INFO, RFC_SKE)
    assert sealed.startswith(RFC_ENC)
    private = EpochSecret(Role.SLIP, 1, RFC_SKR)
    assert private.public == RFC_PKR
    assert hybrid.SLIP_SUITE.decrypt(sealed, private.x25519, info=RFC_INFO) == RFC_PLAIN


def test_published_hybrid_vectors_hold_for_seed_public_key_and_key_schedule() -> None:
    vectors = hybrid_vectors()
    assert vectors
    for vector in vectors:
        private, info = bytes.fromhex(vector["skRm"]), bytes.fromhex(vector["info"])
        enc, first = bytes.fromhex(vector["enc"]), vector["encryptions"][0]
        assert EpochSecret(Role.DESK, 1, private).public == bytes.fromhex(vector["pkRm"])
        shared = oracle.xwing_decap(enc, private)
        assert shared == bytes.fromhex(vector["shared_secret"])
        key, nonce = oracle.key_schedule(oracle.XWING, shared, info)
        assert (key.hex(), nonce.hex()) == (vector["key"], vector["base_nonce"])
        sealed = enc + bytes.fromhex(first["ct"])
        opened = oracle.open_(oracle.XWING, sealed, private, info, bytes.fromhex(first["aad"]))
        assert opened == bytes.fromhex(first["pt"])


def test_published_hybrid_encapsulations_open_with_the_record_suite() -> None:
    for vector in hybrid_vectors():
        private, info = bytes.fromhex(vector["skRm"]), bytes.fromhex(vector["info"])
        enc = bytes.fromhex(vector["enc"])
        key, nonce = bytes.fromhex(vector["key"]), bytes.fromhex(vector["base_nonce"])
        sealed = enc + ChaCha20Poly1305(key).encrypt(nonce, b"without aad", b"")
        opened = hybrid.RECORD_SUITE.decrypt(sealed, EpochSecret(Role.DESK, 1, private).hybrid, info=info)
        assert opened == b"without aad"


@pytest.mark.parametrize("length", LENGTHS)
def test_record_suite_and_separate_primitives_open_each_other(length: int) -> None:
    plain, info = bytes(range(256)) * 9, b"info of a record"
    plain = plain[:length]
    assert DESK.public == oracle.xwing_public(DESK.seed32)
    ours = hybrid.RECORD_SUITE.encrypt(plain, hybrid.public_key(DESK.public), info=info)
    assert len(ours) == length + hybrid.RECORD_OVERHEAD
    assert oracle.open_(oracle.XWING, ours, DESK.seed32, info) == plain
    theirs = oracle.seal(oracle.XWING, plain, DESK.public, info, seed("ephemeral"))
    assert hybrid.RECORD_SUITE.decrypt(theirs, DESK.hybrid, info=info) == plain


@pytest.mark.parametrize("length", LENGTHS)
def test_slip_suite_and_pyhpke_open_each_other(length: int) -> None:
    plain, info = (bytes(range(256)) * 9)[:length], b"info of a slip"
    suite = CipherSuite.new(KEMId.DHKEM_X25519_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.CHACHA20_POLY1305)
    ours = hybrid.SLIP_SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(SLIP.public), info=info)
    assert len(ours) == length + hybrid.SLIP_OVERHEAD
    private = suite.kem.deserialize_private_key(SLIP.seed32)
    assert suite.create_recipient_context(ours[:32], private, info=info).open(ours[32:]) == plain
    enc, sender = suite.create_sender_context(suite.kem.deserialize_public_key(SLIP.public), info=info)
    assert hybrid.SLIP_SUITE.decrypt(enc + sender.seal(plain), SLIP.x25519, info=info) == plain


@pytest.mark.parametrize("sealed", [b"", bytes(48), bytes(1136), bytes(1168)])
def test_nonsense_raises_only_the_errors_that_openers_catch(sealed: bytes) -> None:
    with pytest.raises(hybrid.OPENING_ERRORS):
        hybrid.RECORD_SUITE.decrypt(sealed, DESK.hybrid, info=b"")
    with pytest.raises(hybrid.OPENING_ERRORS):
        hybrid.SLIP_SUITE.decrypt(sealed, SLIP.x25519, info=b"")


@pytest.mark.parametrize(
    "public", [b"", DESK.public[:-1], DESK.public + b"\0", b"\xff" * 1216, DESK.public[:1184] + bytes(32)]
)
def test_a_public_key_that_cannot_be_sealed_to_is_damaged(public: bytes) -> None:
    with pytest.raises(Damaged):
        hybrid.public_key(public)


@pytest.mark.parametrize("public", [b"", bytes(31), bytes(32), b"\x01" + bytes(31), bytes(33)])
def test_an_x25519_key_of_low_order_or_another_length_is_damaged(public: bytes) -> None:
    with pytest.raises(Damaged):
        hybrid.x25519_public(public)


def test_an_x25519_key_passes_unchanged() -> None:
    assert hybrid.x25519_public(SLIP.public) == SLIP.public
