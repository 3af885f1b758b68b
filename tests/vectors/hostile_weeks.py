"""Offers of weeks to come: golden ones of the small site, and one entry for each rule that an offer can break."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.formats import cbor, identity, signed
from kiosk.formats.identity import id8
from kiosk.formats.weeks import OFFERED, PURPOSE, Weeks
from kiosk.ports.kinds import Role
from shelter.opening.secrets import EpochSecret
from tests.vectors.hostile import DAMAGED, WRONG_KEY, Hostile, coded
from tests.vectors.messages import DESK, SERVER, SUPERVISOR
from tests.vectors.site import LAST, SITE8, public, seed

SIGNER = {Role.DESK: DESK, Role.SUPERVISOR: SUPERVISOR}
EPOCHS = range(LAST + 1, LAST + 4)


def offered(role: Role) -> Weeks:
    """Three weeks after the schedule's last."""
    keys = tuple(
        EpochSecret(kind, epoch, seed(f"{kind.name} {epoch}")).listed() for epoch in EPOCHS for kind in OFFERED[role]
    )
    return Weeks(SITE8, id8(public(SIGNER[role])), keys)


def hostile_weeks() -> Hostile:
    """Files offered to the authority of SCHEDULE's site."""
    own = offered(Role.DESK)
    structure, _ = signed.split(own.sign(DESK))
    wrong_key = {
        "another site": replace(own, site8=b"elsewher").sign(DESK),
        "a signer that is not listed": replace(own, signer8=bytes(8)).sign(DESK),
        "a signer that is no reader": replace(own, signer8=id8(public(SERVER))).sign(SERVER),
        "signed by somebody else": signed.sign(structure, PURPOSE, SUPERVISOR),
        "signature of another type": signed.join(structure, identity.sign(DESK, "schedule", structure)),
    }
    keys: list[Any] = [key.to_value() for key in own.keys]
    damaged = {name: _forged(DESK, *change) for name, change in _wrong_fields(keys).items()}
    damaged["the other reader's weeks"] = replace(offered(Role.SUPERVISOR), signer8=own.signer8).sign(DESK)
    damaged["trailing byte"] = own.sign(DESK) + b"\0"
    return coded(damaged, DAMAGED) | coded(wrong_key, WRONG_KEY)


def _wrong_fields(keys: list[Any]) -> dict[str, tuple[int, Any]]:
    return {
        "format version 2": (0, 2),
        "site of five bytes": (1, b"short"),
        "a name of seven bytes": (2, bytes(7)),
        "no keys": (3, []),
        "a key missing": (3, keys[:-1]),
        "a week missing": (3, [*keys[:2], *keys[4:]]),
        "a key twice": (3, [keys[0], *keys]),
        "keys out of order": (3, keys[::-1]),
        "a key of 31 bytes": (3, [*keys[:-1], [*keys[-1][:2], bytes(31)]]),
        "an element too many": (4, 0),
    }


def _forged(by: Ed25519PrivateKey, place: int, value: Any) -> bytes:
    """The desk's offer with one element changed or added, signed properly."""
    own = offered(Role.DESK)
    elements: list[Any] = [1, SITE8, own.signer8, [key.to_value() for key in own.keys]]
    elements[place : place + 1] = [value]
    return signed.sign(cbor.encode(elements), PURPOSE, by)
