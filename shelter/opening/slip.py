"""Opens a scanned slip. One rule: the paper's own word is never enough; it says how far the paper can be
believed, and the desk asks the person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from hmac import compare_digest

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from kiosk.formats import hybrid, slip
from kiosk.formats.listed import Device, DeviceState
from kiosk.formats.schedule import Schedule
from kiosk.formats.slip import PAYLOAD, SlipPayload
from kiosk.ports.kinds import Role
from shelter.opening.secrets import EpochSecret


class SlipStatus(Enum):
    """How far a slip can be believed. Whether it was seen before is the desk's own memory."""

    GENUINE = "genuine"
    """Made by a kiosk of the schedule in force."""
    UNVERIFIED = "unverified"
    """Made by a revoked kiosk, or by one that this schedule does not list (yet)."""
    FOREIGN = "foreign"
    """Sealed to no key at hand (another site, an epoch that is over), or not by the kiosk that it names."""


@dataclass(frozen=True)
class SlipReading:
    """A slip's status, and its content and epoch unless it is foreign."""

    status: SlipStatus
    payload: SlipPayload | None = None
    epoch: int | None = None


FOREIGN = SlipReading(SlipStatus.FOREIGN)


def open_slip(untrusted: str, schedule: Schedule, secrets: Iterable[EpochSecret]) -> SlipReading:
    """What a scanner read, tried with every live slip secret. Raises Damaged (misread, not a slip) and
    DemoMixed; a slip that is not ours is no error but FOREIGN.
    """
    sealed = slip.parse_digits(untrusted, demo=schedule.demo)[1:]
    for secret in (own for own in secrets if own.role is Role.SLIP):
        try:
            plain = hybrid.SLIP_SUITE.decrypt(sealed, secret.x25519, info=slip.slip_info(schedule.site8))
        except hybrid.OPENING_ERRORS:
            continue
        return _reading(plain[:PAYLOAD], plain[PAYLOAD:], schedule, secret)
    return FOREIGN


def _reading(payload60: bytes, mac16: bytes, schedule: Schedule, secret: EpochSecret) -> SlipReading:
    payload = SlipPayload.parse(payload60)
    device = schedule.device_at(payload.device_index)
    if device is None:
        return SlipReading(SlipStatus.UNVERIFIED, payload, secret.epoch)
    if not compare_digest(mac16, _expected_mac(payload60, device, schedule.site8, secret)):
        return FOREIGN
    active = device.state is DeviceState.ACTIVE
    return SlipReading(SlipStatus.GENUINE if active else SlipStatus.UNVERIFIED, payload, secret.epoch)


def _expected_mac(payload60: bytes, device: Device, site8: bytes, secret: EpochSecret) -> bytes:
    shared = secret.x25519.exchange(X25519PublicKey.from_public_bytes(device.x32))
    return slip.payload_mac(shared, site8, device.device8, secret.public, payload60)
