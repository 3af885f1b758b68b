"""The outside of a keystore: what anybody may see of it. One rule: unlocking lives in `shelter.keystore`,
never here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from kiosk.formats import cbor, shape
from kiosk.formats.cbor import damaged

LIMIT = 65_536
BLOCK = 4096
"""The plaintext is padded to a multiple of this, so the size does not tell how many epochs are alive."""


class Holder(IntEnum):
    """Whose keystore it is: the schedule's roles, and the site authority."""

    AUTHORITY = 0
    DESK = 1
    SUPERVISOR = 2
    SERVER = 4
    NOTICES = 5


@dataclass(frozen=True)
class LockedKeystore:
    """The fields of CBOR [1, holder, salt16, nonce12, commit32, ct]."""

    holder: Holder
    salt16: bytes
    nonce12: bytes
    commit32: bytes
    ciphertext: bytes

    @property
    def header(self) -> bytes:
        """CBOR [1, holder, salt16, nonce12]: what key and ciphertext are bound to."""
        return cbor.encode([1, int(self.holder), self.salt16, self.nonce12])

    def encode(self) -> bytes:
        """The bytes of the file."""
        return cbor.encode([1, int(self.holder), self.salt16, self.nonce12, self.commit32, self.ciphertext])

    @staticmethod
    def parse(untrusted: bytes) -> LockedKeystore:
        """The fields, without any key. Raises Damaged."""
        fields = shape.array(cbor.decode(untrusted, limit=LIMIT), 6)
        shape.version(fields[0])
        holder = shape.uint(fields[1])
        if holder not in Holder.__members__.values():
            raise damaged("a keystore of a role that this program does not know")
        ciphertext = shape.octets(fields[5])
        if len(ciphertext) % BLOCK != 16 or len(ciphertext) < BLOCK:
            raise damaged("a keystore of another size")
        return LockedKeystore(
            Holder(holder),
            shape.octets(fields[2], 16),
            shape.octets(fields[3], 12),
            shape.octets(fields[4], 32),
            ciphertext,
        )
