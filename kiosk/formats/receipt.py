"""The server's signed word on a batch that it was offered. One rule: a receipt says that the batch is on the
server's disk; it never allows a kiosk to forget it, only the readers' acknowledgements do (DESIGN section 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.formats import cbor, shape, signed
from kiosk.formats.cbor import Value, damaged
from kiosk.formats.head import BNO_TOP, Standing
from kiosk.formats.schedule import Schedule

RECEIPT, OBJECTION = "receipt", "objection"


class Reason(IntEnum):
    """Why a batch was not stored."""

    GAP = 1
    """Batches before it are missing: offer those first."""
    OTHER_DIGEST = 2
    """Another batch has this number in this chain already."""
    FORK = 3
    """It does not follow the chain's end: two kiosks write one chain, or one was restored from an image."""
    REVOKED = 4
    """The schedule revoked the kiosk, and this batch lies beyond the chain's last that counts."""


@dataclass(frozen=True)
class Receipt:
    """Batch `bno` with `digest32` is stored; `standing` is the chain's end after that."""

    standing: Standing
    bno: int
    digest32: bytes

    def sign(self, server: Ed25519PrivateKey) -> bytes:
        """CBOR [[1, site8, server8, incarnation16, kiosk8, chain8, head_bno, digest32, settled_bno,
        schedule_version, bno, digest32 of the batch], signature64], TYPE receipt.
        """
        structure = cbor.encode([1, *_frame(self.standing), self.bno, shape.sized("digest32", self.digest32, 32)])
        return signed.sign(structure, RECEIPT, server)

    @staticmethod
    def parse_and_verify(untrusted: bytes, schedule: Schedule) -> Receipt:
        """A receipt by the site's server. Raises Damaged, WrongKey."""
        structure, signature64 = signed.split(untrusted)
        receipt = Receipt.parse(structure)
        receipt.standing.verify(RECEIPT, structure, signature64, schedule)
        return receipt

    @staticmethod
    def parse(untrusted: bytes) -> Receipt:
        """The fields of the bytes that are signed, whoever signed them. Raises Damaged."""
        fields = shape.array(cbor.decode(untrusted), 12)
        shape.version(fields[0])
        standing = Standing.from_values(fields[1:6], fields[6:10])
        receipt = Receipt(standing, shape.uint(fields[10], BNO_TOP), shape.octets(fields[11], 32))
        if standing.head_bno is None or standing.head_bno < receipt.bno:
            raise damaged("a receipt for a batch beyond its chain's end")
        if standing.head_bno == receipt.bno and standing.digest32 != receipt.digest32:
            raise damaged("a receipt that names its chain's end in two ways")
        return receipt


@dataclass(frozen=True)
class Objection:
    """Batch `bno` with `digest32` was not stored, and why; `standing` is the chain's end as it is."""

    standing: Standing
    bno: int
    digest32: bytes
    reason: Reason

    def sign(self, server: Ed25519PrivateKey) -> bytes:
        """CBOR [[…as a receipt…, reason], signature64], TYPE objection."""
        digest32 = shape.sized("digest32", self.digest32, 32)
        structure = cbor.encode([1, *_frame(self.standing), self.bno, digest32, int(self.reason)])
        return signed.sign(structure, OBJECTION, server)

    @staticmethod
    def parse_and_verify(untrusted: bytes, schedule: Schedule) -> Objection:
        """An objection by the site's server. Raises Damaged, WrongKey."""
        structure, signature64 = signed.split(untrusted)
        fields = shape.array(cbor.decode(structure), 13)
        shape.version(fields[0])
        reason = shape.uint(fields[12])
        if reason not in Reason.__members__.values():
            raise damaged("an objection for a reason that this program does not know")
        standing = Standing.from_values(fields[1:6], fields[6:10])
        objection = Objection(standing, shape.uint(fields[10], BNO_TOP), shape.octets(fields[11], 32), Reason(reason))
        standing.verify(OBJECTION, structure, signature64, schedule)
        return objection


def _frame(standing: Standing) -> list[Value]:
    return [*standing.whose(), *standing.where()]
