"""The private half of an epoch's keys. One rule: a secret is its 32-byte seed; destroying the seed makes
everything sealed to it noise, everywhere.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import shake_256
from typing import TypeAlias

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey

from kiosk.formats.identity import kid8
from kiosk.formats.listed import EPOCH_ROLES, EpochKey
from kiosk.ports.kinds import Role
from kiosk.problem import Bug

Halves: TypeAlias = tuple[MLKEM768PrivateKey, X25519PrivateKey]


@dataclass(frozen=True)
class EpochSecret:
    """What a role reads one epoch with. Desk and supervisor: the X-Wing seed, of which SHAKE256(seed, 96)
    gives ML-KEM's 64 and X25519's 32 bytes. Slip: the X25519 secret itself.
    """

    role: Role
    epoch: int
    seed32: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if self.role not in EPOCH_ROLES or len(self.seed32) != 32:
            raise Bug("an epoch's secret is 32 bytes of a role that things are sealed to")

    @staticmethod
    def create(role: Role, epoch: int) -> EpochSecret:
        """A new secret from the system's randomness."""
        return EpochSecret(role, epoch, os.urandom(32))

    @cached_property
    def public(self) -> bytes:
        """The public key as a schedule lists it: 1216 bytes, or 32 for the slip."""
        if self.role is Role.SLIP:
            return self.x25519.public_key().public_bytes_raw()
        mlkem, x25519 = self._halves
        return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()

    @cached_property
    def kid8(self) -> bytes:
        """The name by which blobs say that they are sealed to this."""
        return kid8(self.role, self.public)

    @cached_property
    def hybrid(self) -> MLKEM768X25519PrivateKey:
        """What opens records; desk and supervisor only."""
        return MLKEM768X25519PrivateKey(*self._halves)

    @cached_property
    def x25519(self) -> X25519PrivateKey:
        """What opens slips; the slip role only."""
        if self.role is not Role.SLIP:
            raise Bug("only the slip's secret is an X25519 key by itself")
        return X25519PrivateKey.from_private_bytes(self.seed32)

    def listed(self) -> EpochKey:
        """The entry for the schedule."""
        return EpochKey(self.epoch, self.role, self.public)

    @cached_property
    def _halves(self) -> Halves:
        if self.role is Role.SLIP:
            raise Bug("the slip's secret opens no record")
        expanded = shake_256(self.seed32).digest(96)
        return (
            MLKEM768PrivateKey.from_seed_bytes(expanded[:64]),
            X25519PrivateKey.from_private_bytes(expanded[64:]),
        )
