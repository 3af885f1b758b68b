"""Who signed what: every kind of signed file by its right key, and by no other."""

from __future__ import annotations

import pytest

from kiosk.formats import identity, schedule, signed
from kiosk.formats.enrolment import sign_profile
from kiosk.formats.packs import AcceptedPacks
from kiosk.formats.receipt import Receipt
from kiosk.formats.signatory import signatory
from kiosk.ports.kinds import Role
from kiosk.problem import Damaged, WrongKey
from tests.vectors.hostile_weeks import offered
from tests.vectors.messages import ACK, DESK, SERVED, SERVER, STANDING, SUPERVISOR
from tests.vectors.site import AUTHORITY, AUTHORITY_ED32, KIOSK, SCHEDULE, SITE8, make_batch, public, seed

FILES = {
    "schedule": (schedule.sign(SCHEDULE, AUTHORITY), "authority", AUTHORITY_ED32),
    "profile": (sign_profile(b"organisation = 'x'", AUTHORITY), "authority", AUTHORITY_ED32),
    "packs": (AcceptedPacks(SITE8, 1).sign(AUTHORITY), "authority", AUTHORITY_ED32),
    "weeks": (offered(Role.SUPERVISOR).sign(SUPERVISOR), "supervisor", public(SUPERVISOR)),
    "ack": (ACK.sign(DESK), "desk", public(DESK)),
    "receipt": (Receipt(STANDING, 41, seed("batch 41")).sign(SERVER), "server", public(SERVER)),
    "batch": (make_batch(), "kiosk, active", KIOSK.ed32),
}


@pytest.mark.parametrize("what", FILES)
def test_the_right_signature_tells_what_and_who(what: str) -> None:
    untrusted, part, ed32 = FILES[what]
    found = signatory(untrusted, SERVED, AUTHORITY_ED32)
    assert (found.what, found.part, found.name8) == (what, part, identity.id8(ed32))


@pytest.mark.parametrize("what", [what for what in FILES if what != "batch"])
def test_an_altered_file_is_nobodys(what: str) -> None:
    structure, signature64 = signed.split(FILES[what][0], limit=schedule.LIMIT)
    altered = signed.join(structure[:-1] + bytes([structure[-1] ^ 1]), signature64)
    with pytest.raises(WrongKey):
        signatory(altered, SERVED, AUTHORITY_ED32)


def test_a_right_key_for_another_purpose_does_not_count() -> None:
    structure = SCHEDULE.encode()
    with pytest.raises(WrongKey):
        signatory(signed.sign(structure, schedule.PURPOSE, DESK), SERVED, AUTHORITY_ED32)
    with pytest.raises(WrongKey):
        signatory(signed.sign(structure, "ack", AUTHORITY), SERVED, AUTHORITY_ED32)


@pytest.mark.parametrize("untrusted", [b"", b"hello", KIOSK.encode()])
def test_what_is_never_signed_is_said(untrusted: bytes) -> None:
    with pytest.raises(Damaged):
        signatory(untrusted, SERVED, AUTHORITY_ED32)
