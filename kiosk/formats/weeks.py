"""The public keys of weeks to come, as a reader offers them to the authority. One rule: each reader makes its own keys,
and only what its listed signature covers comes into a schedule (DESIGN section 3, epochs).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.formats import cbor, identity, shape, signed
from kiosk.formats.cbor import damaged
from kiosk.formats.listed import EpochKey, Signer
from kiosk.formats.schedule import LIMIT, Schedule
from kiosk.ports.kinds import Role
from kiosk.problem import WrongKey

PURPOSE = "weeks"
OFFERED: Mapping[Role, tuple[Role, ...]] = {Role.DESK: (Role.DESK, Role.SLIP), Role.SUPERVISOR: (Role.SUPERVISOR,)}
"""For which roles each reader makes the keys."""


@dataclass(frozen=True)
class Weeks:
    """`signer8` (a desk or a supervisor) will read these epochs; keys ascend by (epoch, role)."""

    site8: bytes
    signer8: bytes
    keys: tuple[EpochKey, ...]

    @property
    def first_epoch(self) -> int:
        return self.keys[0].epoch

    @property
    def last_epoch(self) -> int:
        return self.keys[-1].epoch

    def sign(self, reader: Ed25519PrivateKey) -> bytes:
        """The bytes of the file: CBOR [[1, site8, signer8, [[epoch, role, pub] …]], signature64], TYPE weeks."""
        keys = sorted(self.keys, key=lambda key: (key.epoch, key.role))
        structure = cbor.encode([1, self.site8, self.signer8, [key.to_value() for key in keys]])
        return signed.sign(structure, PURPOSE, reader)

    @staticmethod
    def parse(untrusted: bytes) -> Weeks:
        """The fields from the bytes that are signed, whoever signed them. Raises Damaged."""
        fields = shape.array(cbor.decode(untrusted, limit=LIMIT), 4)
        shape.version(fields[0])
        keys = tuple(EpochKey.from_value(key) for key in shape.array(fields[3]))
        if not keys:
            raise damaged("an offer without weeks")
        return Weeks(shape.octets(fields[1], 8), shape.octets(fields[2], 8), keys)

    @staticmethod
    def parse_and_verify(untrusted: bytes, schedule: Schedule) -> tuple[Weeks, Signer]:
        """An offer by a listed reader, and its entry. Raises Damaged, WrongKey."""
        structure, signature64 = signed.split(untrusted, limit=LIMIT)
        weeks = Weeks.parse(structure)
        reader = schedule.signer(weeks.signer8, *OFFERED)
        if weeks.site8 != schedule.site8 or reader is None:
            raise WrongKey("These weeks are not offered by a desk or supervisor of this site; ask who sent them.")
        identity.verify(reader.ed32, PURPOSE, structure, signature64)
        _check_keys(weeks, OFFERED[reader.role])
        return weeks, reader


def _check_keys(weeks: Weeks, roles: tuple[Role, ...]) -> None:
    """Every epoch from the first to the last has a key for each role of the reader, and nothing else."""
    epochs = range(weeks.first_epoch, weeks.last_epoch + 1)
    if [(key.epoch, key.role) for key in weeks.keys] != [(epoch, role) for epoch in epochs for role in roles]:
        raise damaged("an offered week with a key missing, repeated or out of order")
