"""The schedule: the only source of recipients, devices, revocation and signers. One rule: what the pinned
site authority did not sign does not exist, and an older schedule never replaces a newer one (DESIGN section
3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.formats import cbor, identity, shape, signed
from kiosk.formats.cbor import damaged
from kiosk.formats.identity import id8
from kiosk.formats.listed import EPOCH_ROLES, ChainEnd, Device, DeviceState, EpochKey, Signer
from kiosk.formats.manifest import EPOCH_TOP
from kiosk.ports.kinds import Role
from kiosk.problem import Bug, Damaged, DemoMixed, Problem, WrongKey

__all__ = ["ChainEnd", "Device", "DeviceState", "EpochKey", "OldSchedule", "Schedule", "Signer"]

PURPOSE = "schedule"
LIMIT = 262_144
"""Bytes of a schedule's file: a year of epochs is 130 kB, a hundred kiosks 10 kB."""


class OldSchedule(Problem):
    """A schedule is older than the one at hand, or says otherwise under the same version."""

    code = "old-schedule"


@dataclass(frozen=True)
class Schedule:
    """Lists ascend: keys by (epoch, role), devices by device8, signers by (role, ed32), then spki32."""

    site8: bytes
    version: int
    issued_epoch: int
    demo: bool
    keys: tuple[EpochKey, ...]
    devices: tuple[Device, ...] = ()
    signers: tuple[Signer, ...] = ()
    spki32: tuple[bytes, ...] = ()

    @property
    def first_epoch(self) -> int:
        return self.keys[0].epoch

    @property
    def last_epoch(self) -> int:
        return self.keys[-1].epoch

    def recipients(self, epoch: int, role: Role) -> tuple[bytes, ...]:
        """The public keys to seal to (one): hybrid for desk and supervisor, X25519 for the slip. Raises Bug
        outside first_epoch … last_epoch; `epoch.current_epoch` never is.
        """
        found = tuple(key.public for key in self.keys if (key.epoch, key.role) == (epoch, role))
        if not found:
            raise Bug("the schedule has no key for this epoch and role")
        return found

    def device(self, device8: bytes) -> Device | None:
        """A listed kiosk by its name; its state may be revoked."""
        return next((device for device in self.devices if device.device8 == device8), None)

    def device_at(self, index: int) -> Device | None:
        """A listed kiosk by its number on slips."""
        return next((device for device in self.devices if device.index == index), None)

    def signers_of(self, role: Role) -> tuple[bytes, ...]:
        """The Ed25519 public keys whose signature counts for a role."""
        return tuple(signer.ed32 for signer in self.signers if signer.role == role)

    def signer(self, signer8: bytes, *roles: Role) -> Signer | None:
        """The signer of that name whose signature counts for one of these roles."""
        return next((one for one in self.signers if one.role in roles and id8(one.ed32) == signer8), None)

    def sorted(self) -> Schedule:
        """The same lists in their one order."""
        return replace(
            self,
            keys=tuple(sorted(self.keys, key=lambda key: (key.epoch, key.role))),
            devices=tuple(sorted(self.devices, key=lambda device: device.device8)),
            signers=tuple(sorted(self.signers, key=lambda signer: (signer.role, signer.ed32))),
            spki32=tuple(sorted(self.spki32)),
        )

    def encode(self) -> bytes:
        """The canonical bytes that are signed. Raises Bug for a schedule that no kiosk would take."""
        lists = self.sorted()
        structure = cbor.encode(
            [
                1,
                self.site8,
                self.version,
                self.issued_epoch,
                self.demo,
                [key.to_value() for key in lists.keys],
                [device.to_value() for device in lists.devices],
                [signer.to_value() for signer in lists.signers],
                list(lists.spki32),
            ]
        )
        try:
            parse(structure)
        except Damaged as error:
            raise Bug("a schedule outside its format") from error
        return structure


def sign(schedule: Schedule, authority: Ed25519PrivateKey) -> bytes:
    """The bytes of a schedule's file: CBOR [schedule, signature64]."""
    structure = schedule.encode()
    return signed.join(structure, identity.sign(authority, PURPOSE, structure))


def parse_and_verify(untrusted: bytes, authority_ed32: bytes, *, demo: bool) -> Schedule:
    """A schedule from its file. Raises Damaged, WrongKey (not by this authority), DemoMixed."""
    structure, signature64 = signed.split(untrusted, limit=LIMIT)
    identity.verify(authority_ed32, PURPOSE, structure, signature64)
    schedule = parse(structure)
    if schedule.site8 != id8(authority_ed32):
        raise WrongKey("This schedule is for another site than the authority that signed it; ask your site.")
    if schedule.demo != demo:
        raise DemoMixed("Demo and real sites do not mix; use the schedule of your own site.")
    return schedule


def check_follows(known: Schedule, untrusted_next: Schedule) -> None:
    """Returns when `untrusted_next` may take the place of `known`: the same site, a higher version, or the
    same schedule again. Raises WrongKey, OldSchedule.
    """
    if untrusted_next.site8 != known.site8:
        raise WrongKey("This schedule is for another site; use the one of your own site.")
    if untrusted_next.version < known.version or (untrusted_next.version == known.version and untrusted_next != known):
        raise OldSchedule("This schedule is older than the one in use; fetch the newest from your site.")


def parse(untrusted: bytes) -> Schedule:
    """A schedule from the bytes that are signed, whoever signed them. Raises Damaged."""
    fields = shape.array(cbor.decode(untrusted, limit=LIMIT), 9)
    shape.version(fields[0])
    schedule = Schedule(
        site8=shape.octets(fields[1], 8),
        version=shape.uint(fields[2]),
        issued_epoch=shape.uint(fields[3], EPOCH_TOP),
        demo=shape.flag(fields[4]),
        keys=tuple(EpochKey.from_value(key) for key in shape.array(fields[5])),
        devices=tuple(Device.from_value(device) for device in shape.array(fields[6])),
        signers=tuple(Signer.from_value(signer) for signer in shape.array(fields[7])),
        spki32=tuple(shape.octets(pin, 32) for pin in shape.array(fields[8])),
    )
    _check_lists(schedule)
    return schedule


def _check_lists(schedule: Schedule) -> None:
    """Every epoch from the first to the last has each role's key, the issue lies among them, and no list
    repeats.
    """
    shape.ascending((device.device8,) for device in schedule.devices)
    shape.ascending((signer.role, signer.ed32) for signer in schedule.signers)
    shape.ascending((pin,) for pin in schedule.spki32)
    if len({device.index for device in schedule.devices}) != len(schedule.devices):
        raise damaged("two devices with one number")
    if not schedule.keys or not schedule.first_epoch <= schedule.issued_epoch <= schedule.last_epoch:
        raise damaged("a schedule without keys for the week it was issued in")
    epochs = range(schedule.first_epoch, schedule.last_epoch + 1)
    wanted = [(epoch, role) for epoch in epochs for role in EPOCH_ROLES]
    if [(key.epoch, key.role) for key in schedule.keys] != wanted:
        raise damaged("an epoch with a key missing, repeated or out of order")
