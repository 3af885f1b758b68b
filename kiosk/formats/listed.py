"""What a schedule lists: keys by epoch, devices, the ends of revoked devices' chains, signers. One rule:
each kind of entry has one array form, and knows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from kiosk.formats import hybrid, shape
from kiosk.formats.cbor import Value, damaged
from kiosk.formats.identity import id8
from kiosk.formats.manifest import EPOCH_TOP
from kiosk.ports.kinds import Role

EPOCH_ROLES = (Role.DESK, Role.SUPERVISOR, Role.SLIP)
"""Whom things are sealed to: the desk's and the supervisor's keys are hybrid, the slip's is X25519."""
SIGNING_ROLES = (Role.DESK, Role.SUPERVISOR, Role.SERVER, Role.NOTICES)
INDEX_TOP = 0xFFFF


class DeviceState(IntEnum):
    """Whether a kiosk's word counts. A kiosk that no schedule lists is pending."""

    ACTIVE = 1
    REVOKED = 2


@dataclass(frozen=True)
class EpochKey:
    """The public key of a role for one epoch: 1216 bytes (desk, supervisor) or 32 (slip)."""

    epoch: int
    role: Role
    public: bytes

    def to_value(self) -> list[Value]:
        return [self.epoch, int(self.role), self.public]

    @staticmethod
    def from_value(value: Value) -> EpochKey:
        fields = shape.array(value, 3)
        role = _role(fields[1], EPOCH_ROLES)
        public = shape.octets(fields[2])
        if role is Role.SLIP:
            hybrid.x25519_public(public)
        else:
            hybrid.public_key(public)
        return EpochKey(shape.uint(fields[0], EPOCH_TOP), role, public)


@dataclass(frozen=True)
class ChainEnd:
    """The last batch of a chain that still counts after its kiosk was revoked."""

    chain8: bytes
    last_bno: int

    def to_value(self) -> list[Value]:
        return [shape.sized("chain8", self.chain8, 8), self.last_bno]

    @staticmethod
    def from_value(value: Value) -> ChainEnd:
        fields = shape.array(value, 2)
        return ChainEnd(shape.octets(fields[0], 8), shape.uint(fields[1]))


@dataclass(frozen=True)
class Device:
    """A kiosk of the site: `index` is its number on slips, 0 to 65535; `ed32` verifies its signatures,
    `x32` its slips' codes. `device8` follows from `ed32`.
    """

    index: int
    ed32: bytes
    x32: bytes
    state: DeviceState = DeviceState.ACTIVE
    chain_ends: tuple[ChainEnd, ...] = ()

    @property
    def device8(self) -> bytes:
        return id8(self.ed32)

    def to_value(self) -> list[Value]:
        ends: list[Value] = [end.to_value() for end in sorted(self.chain_ends, key=lambda end: end.chain8)]
        return [self.device8, self.index.to_bytes(2, "big"), self.ed32, self.x32, int(self.state), ends]

    @staticmethod
    def from_value(value: Value) -> Device:
        fields = shape.array(value, 6)
        ends = tuple(ChainEnd.from_value(end) for end in shape.array(fields[5]))
        shape.ascending((end.chain8,) for end in ends)
        device = Device(
            index=int.from_bytes(shape.octets(fields[1], 2), "big"),
            ed32=shape.octets(fields[2], 32),
            x32=hybrid.x25519_public(shape.octets(fields[3])),
            state=DeviceState(_among(fields[4], (DeviceState.ACTIVE, DeviceState.REVOKED))),
            chain_ends=ends,
        )
        if fields[0] != device.device8:
            raise damaged("a device whose name is not its key's")
        return device


@dataclass(frozen=True)
class Signer:
    """Whose signature counts for what: acknowledgements, the server's receipts, notices."""

    role: Role
    ed32: bytes

    def to_value(self) -> list[Value]:
        return [int(self.role), shape.sized("ed32", self.ed32, 32)]

    @staticmethod
    def from_value(value: Value) -> Signer:
        fields = shape.array(value, 2)
        return Signer(_role(fields[0], SIGNING_ROLES), shape.octets(fields[1], 32))


def _role(value: Value, known: tuple[Role, ...]) -> Role:
    return Role(_among(value, known))


def _among(value: Value, known: tuple[IntEnum, ...]) -> int:
    number = shape.uint(value)
    if number not in known:
        raise damaged("a role or state that does not belong there")
    return number
