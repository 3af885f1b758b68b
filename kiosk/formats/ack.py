"""A reader's signed word that it holds a batch. One rule: a kiosk forgets a batch when a desk and a supervisor have
both signed this, and for nothing else; the server only carries it (DESIGN section 5).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.formats import cbor, identity, shape, signed
from kiosk.formats.head import BNO_TOP, listed_device
from kiosk.formats.schedule import Schedule
from kiosk.ports.kinds import Role
from kiosk.problem import WrongKey

ACK, REQUEST = "ack", "acks-request"
READERS = (Role.DESK, Role.SUPERVISOR)
PAGE = 256
"""Acknowledgements in one answer or one post, at most: 39 kB."""


@dataclass(frozen=True)
class Ack:
    """`signer8` (a desk or a supervisor) has pulled and kept this batch."""

    site8: bytes
    signer8: bytes
    kiosk8: bytes
    chain8: bytes
    bno: int
    digest32: bytes

    def sign(self, reader: Ed25519PrivateKey) -> bytes:
        """CBOR [[1, site8, signer8, kiosk8, chain8, bno, digest32], signature64], TYPE ack; also a file."""
        structure = cbor.encode(
            [
                1,
                shape.sized("site8", self.site8, 8),
                shape.sized("signer8", self.signer8, 8),
                shape.sized("kiosk8", self.kiosk8, 8),
                shape.sized("chain8", self.chain8, 8),
                self.bno,
                shape.sized("digest32", self.digest32, 32),
            ]
        )
        return signed.sign(structure, ACK, reader)

    @staticmethod
    def parse_and_verify(untrusted: bytes, schedule: Schedule) -> tuple[Ack, Role]:
        """An acknowledgement by a listed reader, and which of the two it is. Raises Damaged, WrongKey."""
        structure, signature64 = signed.split(untrusted)
        ack = Ack.parse(structure)
        reader = schedule.signer(ack.signer8, *READERS)
        if ack.site8 != schedule.site8 or reader is None:
            raise WrongKey("This acknowledgement is not from a desk or supervisor of your site; ask your site.")
        identity.verify(reader.ed32, ACK, structure, signature64)
        return ack, reader.role

    @staticmethod
    def parse(untrusted: bytes) -> Ack:
        """The fields of the bytes that are signed, whoever signed them. Raises Damaged."""
        fields = shape.array(cbor.decode(untrusted), 7)
        shape.version(fields[0])
        site8, signer8, kiosk8, chain8 = (shape.octets(field, 8) for field in fields[1:5])
        return Ack(site8, signer8, kiosk8, chain8, shape.uint(fields[5], BNO_TOP), shape.octets(fields[6], 32))


@dataclass(frozen=True)
class AcksRequest:
    """A kiosk asks what readers signed of its chain, from batch `first_bno` on."""

    kiosk8: bytes
    chain8: bytes
    first_bno: int

    def sign(self, device: Ed25519PrivateKey) -> bytes:
        """CBOR [[1, kiosk8, chain8, first_bno], signature64], TYPE acks-request."""
        kiosk8, chain8 = shape.sized("kiosk8", self.kiosk8, 8), shape.sized("chain8", self.chain8, 8)
        return signed.sign(cbor.encode([1, kiosk8, chain8, self.first_bno]), REQUEST, device)

    @staticmethod
    def parse_and_verify(untrusted: bytes, schedule: Schedule) -> AcksRequest:
        """A request that a listed device signed. Raises Damaged, UnknownDevice, WrongKey."""
        structure, signature64 = signed.split(untrusted)
        fields = shape.array(cbor.decode(structure), 4)
        shape.version(fields[0])
        kiosk8, chain8 = shape.octets(fields[1], 8), shape.octets(fields[2], 8)
        request = AcksRequest(kiosk8, chain8, shape.uint(fields[3], BNO_TOP))
        identity.verify(listed_device(schedule, kiosk8).ed32, REQUEST, structure, signature64)
        return request


def encode_page(acks: Iterable[bytes]) -> bytes:
    """CBOR [1, [ack, …]]: signed acknowledgements, by batch number. A full page (PAGE of them) may have a next one:
    ask again from its last batch number on.
    """
    return cbor.encode([1, list(acks)])


def parse_page(untrusted: bytes) -> tuple[bytes, ...]:
    """The acknowledgements of an answer, each to be verified by itself so that a bad one stops no other. Raises
    Damaged.
    """
    fields = shape.array(cbor.decode(untrusted), 2)
    shape.version(fields[0])
    return tuple(shape.octets(item) for item in shape.array(fields[1]))
