"""What a desk remembers of codes, unreadable without its keys. One rule: a mark dies with its epoch's secret.

mark32 = HMAC-SHA256(k, purpose ‖ subject) with k = HKDF(the desk's seed of the epoch, "ceiba/desk-memory/1"00 ‖ site8).
The few bytes beside a mark are sealed under a key of their own, made from k and the mark.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from enum import Enum
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk.formats.cbor import damaged
from kiosk.formats.identity import label
from kiosk.ports.desk_store import Noted
from kiosk.ports.kinds import Role
from shelter.opening.secrets import EpochSecret

NONCE = bytes(12)
"""Zero, because every key seals one value only."""


class Purpose(Enum):
    """What a mark is about."""

    RECORD = b"record"
    COVER = b"cover"
    ARRIVED = b"arrived"
    SEEN = b"seen"
    WITHDRAWN = b"withdrawn"


class Marks:
    """Makes marks for the epochs whose secrets are at hand."""

    def __init__(self, secrets: Iterable[EpochSecret], site8: bytes) -> None:
        desk = (secret for secret in secrets if secret.role is Role.DESK)
        self._keys = {secret.epoch: _key(secret, site8) for secret in desk}

    @property
    def epochs(self) -> tuple[int, ...]:
        """Every epoch that can be remembered for, the newest first."""
        return tuple(sorted(self._keys, reverse=True))

    def mark(self, purpose: Purpose, epoch: int, subject: bytes) -> bytes:
        """32 bytes; the same each time."""
        return hmac.digest(self._keys[epoch], purpose.value + b"\x00" + subject, "sha256")

    def noted(self, purpose: Purpose, epoch: int, subject: bytes, day: int) -> Noted:
        """A note with its day (since 1970) sealed: a reader of the disk does not learn when."""
        mark32 = self.mark(purpose, epoch, subject)
        sealed = ChaCha20Poly1305(self._seal_key(epoch, mark32)).encrypt(NONCE, day.to_bytes(4, "big"), mark32)
        return Noted(mark32, epoch, sealed)

    def day(self, purpose: Purpose, epoch: int, subject: bytes, untrusted_sealed: bytes) -> int:
        """The day of a note. Raises Damaged."""
        mark32 = self.mark(purpose, epoch, subject)
        try:
            plain = ChaCha20Poly1305(self._seal_key(epoch, mark32)).decrypt(NONCE, untrusted_sealed, mark32)
        except InvalidTag as error:
            raise damaged("an altered note of the desk") from error
        return int.from_bytes(plain, "big")

    def _seal_key(self, epoch: int, mark32: bytes) -> bytes:
        return sha256(label("desk-note") + self._keys[epoch] + mark32).digest()


def _key(secret: EpochSecret, site8: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=label("desk-memory") + site8).derive(secret.seed32)
