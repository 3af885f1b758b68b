"""Names and signatures: each purpose has its own label."""

from __future__ import annotations

from hashlib import sha256

import pytest

from kiosk.formats import identity
from kiosk.ports.kinds import Role
from kiosk.problem import Bug, WrongKey
from tests.vectors.site import AUTHORITY, AUTHORITY_ED32, signer

MESSAGE = b"\x81\x01"
SIGNATURE = identity.sign(AUTHORITY, "notices", MESSAGE)


def test_a_label_is_ascii_and_ends_in_nul() -> None:
    assert identity.label("kid") == b"ceiba/kid/1\x00"
    assert identity.signed_message("notices", MESSAGE) == b"ceiba/notices/1\x00\x81\x01"


def test_a_key_has_another_name_for_each_role() -> None:
    assert len({identity.kid8(role, bytes(32)) for role in Role}) == len(Role)
    assert identity.kid8(Role.SLIP, b"k" * 32) == sha256(b"ceiba/kid/1\x00\x03" + b"k" * 32).digest()[:8]


def test_an_identity_is_the_hash_of_its_key() -> None:
    assert identity.id8(AUTHORITY_ED32) == sha256(AUTHORITY_ED32).digest()[:8]
    with pytest.raises(Bug):
        identity.id8(AUTHORITY_ED32[:31])


def test_a_signature_counts_for_its_purpose_message_and_key_alone() -> None:
    identity.verify(AUTHORITY_ED32, "notices", MESSAGE, SIGNATURE)
    other = signer("other").public_key().public_bytes_raw()
    for ed32, purpose, message, signature in (
        (other, "notices", MESSAGE, SIGNATURE),
        (AUTHORITY_ED32, "schedule", MESSAGE, SIGNATURE),
        (AUTHORITY_ED32, "notices", MESSAGE + b"\0", SIGNATURE),
        (AUTHORITY_ED32, "notices", MESSAGE, SIGNATURE[:-1]),
        (AUTHORITY_ED32, "notices", MESSAGE, b""),
        (b"short", "notices", MESSAGE, SIGNATURE),
    ):
        with pytest.raises(WrongKey):
            identity.verify(ed32, purpose, message, signature)
