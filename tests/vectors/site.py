"""One small site with fixed secrets, for tests and vectors. One rule: every secret is SHA256 of its name, so anybody
can make the same site again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.formats import batch, blob, manifest, schedule, slip
from kiosk.formats.cbor import Value
from kiosk.formats.device import DeviceKeys
from kiosk.formats.identity import id8
from kiosk.formats.listed import EPOCH_ROLES, Device, DeviceState, Signer
from kiosk.formats.schedule import Schedule
from kiosk.formats.slip import SlipPayload
from kiosk.ports.kinds import READER_OF, SLOTS_OF, Kind, Role
from shelter.opening.secrets import EpochSecret

FIRST, LAST, ISSUED = 2967, 2970, 2968
SCHEMA = 1
RECORDS: Mapping[Kind, dict[int, Value]] = {
    Kind.INTAKE: {0: False, 1: b"\x12\x34", 2: 20781, 3: 5, 4: "es", 5: 2, 6: {1: 255, 2: [3, 4]}, 9: bytes(5)},
    Kind.TALLY: {0: False, 1: b"\x12\x34", 2: 20781, 3: 5, 4: "es", 5: 2, 6: {1: 255}, 8: True},
    Kind.EVENT: {0: False, 1: 3, 2: 20781},
}
PAYLOAD = SlipPayload(b"\x01\x23\x45\x67\x89", 7, True, bytes(range(52)))


def seed(name: str) -> bytes:
    """32 fixed bytes for a name."""
    return sha256(b"ceiba test " + name.encode()).digest()


def signer(name: str) -> Ed25519PrivateKey:
    """A fixed signing key."""
    return Ed25519PrivateKey.from_private_bytes(seed(name))


def device(name: str = "kiosk") -> DeviceKeys:
    """A fixed kiosk's keys."""
    return DeviceKeys(seed(name + " ed25519"), seed(name + " x25519"))


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


AUTHORITY = signer("authority")
AUTHORITY_ED32 = public(AUTHORITY)
SITE8 = id8(AUTHORITY_ED32)
KIOSK, REVOKED = device(), device("revoked kiosk")
SECRETS = tuple(
    EpochSecret(role, epoch, seed(f"{role.name} {epoch}")) for epoch in range(FIRST, LAST + 1) for role in EPOCH_ROLES
)


def make_schedule(*, version: int = 3, demo: bool = True) -> Schedule:
    """The site's schedule; kiosk 7 is active, kiosk 8 is revoked."""
    return Schedule(
        site8=SITE8,
        version=version,
        issued_epoch=ISSUED,
        demo=demo,
        keys=tuple(secret.listed() for secret in SECRETS),
        devices=(
            Device(7, KIOSK.ed32, KIOSK.x32),
            Device(8, REVOKED.ed32, REVOKED.x32, DeviceState.REVOKED, (schedule.ChainEnd(b"chain--1", 41),)),
        ),
        signers=(Signer(Role.DESK, public(signer("desk"))), Signer(Role.SUPERVISOR, public(signer("supervisor")))),
        spki32=(seed("spki"),),
    ).sorted()


SCHEDULE = make_schedule()


def secret(role: Role, epoch: int = ISSUED) -> EpochSecret:
    return next(own for own in SECRETS if (own.role, own.epoch) == (role, epoch))


def seal(kind: Kind, record: Mapping[int, Value] | None = None, epoch: int = ISSUED) -> bytes:
    """A blob of this site with a record of its kind."""
    recipients = SCHEDULE.recipients(epoch, READER_OF[kind])
    return blob.seal(kind, RECORDS[kind] if record is None else record, SITE8, SCHEMA, recipients)


def seal_slip(payload: SlipPayload = PAYLOAD, by: DeviceKeys = KIOSK, epoch: int = ISSUED, *, demo: bool = True) -> str:
    """The digits of a slip of this site."""
    return slip.seal_slip(
        payload,
        site8=SITE8,
        slip_public32=SCHEDULE.recipients(epoch, Role.SLIP)[0],
        device8=by.device8,
        device_x25519=by.x25519,
        demo=demo,
    )


def full_of_covers() -> list[bytes]:
    """The blobs of a batch during which nobody came."""
    return [
        blob.cover(kind, SITE8, SCHEMA, SCHEDULE.recipients(ISSUED, READER_OF[kind]))
        for kind in Kind
        for _ in range(SLOTS_OF[kind])
    ]


def make_manifest(blobs: list[bytes]) -> manifest.Manifest:
    return manifest.Manifest(
        SITE8, KIOSK.device8, b"chain--0", 0, bytes(32), ISSUED, SCHEDULE.version, manifest.root32(blobs)
    )


def make_batch(blobs: list[bytes] | None = None, **changes: object) -> bytes:
    """A signed batch file; `changes` replace fields of its manifest before it is signed."""
    filled = full_of_covers() if blobs is None else blobs
    structure = replace(make_manifest(filled), **changes).encode()  # type: ignore[arg-type]
    return batch.encode(structure, manifest.sign(structure, KIOSK.ed25519), filled)
