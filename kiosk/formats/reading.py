"""What a desk or a supervisor asks of the server. One rule: each act is signed with a counter that must rise, so that
a recorded request does nothing a second time (DESIGN section 5).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.formats import cbor, identity, shape, signed
from kiosk.formats.ack import PAGE, READERS
from kiosk.formats.cbor import Value, damaged
from kiosk.formats.head import BNO_TOP
from kiosk.formats.listed import Signer
from kiosk.formats.schedule import Schedule
from kiosk.problem import WrongKey

REQUEST = "reader-request"
LISTED = 512
"""Batches in one listing, at most: 33 kB."""


@dataclass(frozen=True)
class BatchName:
    """Where a batch stands: on a server there is at most one of each name."""

    kiosk8: bytes
    chain8: bytes
    bno: int

    def to_value(self) -> list[Value]:
        return [shape.sized("kiosk8", self.kiosk8, 8), shape.sized("chain8", self.chain8, 8), self.bno]

    @staticmethod
    def from_value(value: Value) -> BatchName:
        fields = shape.array(value, 3)
        return BatchName(shape.octets(fields[0], 8), shape.octets(fields[1], 8), shape.uint(fields[2], BNO_TOP))


@dataclass(frozen=True)
class ListBatches:
    """Act 1: the batches that this reader has not acknowledged, those after a name or from the first on."""

    after: BatchName | None


@dataclass(frozen=True)
class PullBatch:
    """Act 2: one batch, its bytes as the kiosk sent them."""

    name: BatchName


@dataclass(frozen=True)
class PostAcks:
    """Act 3: hand in signed acknowledgements, `PAGE` at most, in ascending order of their bytes."""

    acks: tuple[bytes, ...]


@dataclass(frozen=True)
class AskSchedule:
    """Act 4: the schedule that the server goes by, as its file."""


@dataclass(frozen=True)
class ListEnds:
    """Act 5: the last batch of every chain, acknowledged or not, those after a name or from the first on."""

    after: BatchName | None


Act: TypeAlias = ListBatches | PullBatch | PostAcks | AskSchedule | ListEnds


@dataclass(frozen=True)
class ReaderRequest:
    """One signed act of a reader; `counter` is higher than in every request of this signer before."""

    site8: bytes
    signer8: bytes
    counter: int
    act: Act

    def sign(self, reader: Ed25519PrivateKey) -> bytes:
        """CBOR [[1, site8, signer8, counter, act, argument], signature64], TYPE reader-request."""
        site8, signer8 = shape.sized("site8", self.site8, 8), shape.sized("signer8", self.signer8, 8)
        structure = cbor.encode([1, site8, signer8, self.counter, *_act_to_values(self.act)])
        return signed.sign(structure, REQUEST, reader)

    @staticmethod
    def parse_and_verify(untrusted: bytes, schedule: Schedule) -> tuple[ReaderRequest, Signer]:
        """A request by a listed reader, and its entry; whether the counter rose is the store's to say. Raises
        Damaged, WrongKey.
        """
        structure, signature64 = signed.split(untrusted)
        fields = shape.array(cbor.decode(structure), 6)
        shape.version(fields[0])
        site8, signer8 = shape.octets(fields[1], 8), shape.octets(fields[2], 8)
        request = ReaderRequest(site8, signer8, shape.uint(fields[3], BNO_TOP), _act(fields[4], fields[5]))
        reader = schedule.signer(signer8, *READERS)
        if site8 != schedule.site8 or reader is None:
            raise WrongKey("This request is not from a desk or supervisor of this site; ask the site.")
        identity.verify(reader.ed32, REQUEST, structure, signature64)
        return request, reader


def _act_to_values(act: Act) -> list[Value]:
    match act:
        case ListBatches():
            return [1, None if act.after is None else act.after.to_value()]
        case PullBatch():
            return [2, act.name.to_value()]
        case PostAcks():
            acks: list[Value] = [*sorted(act.acks)]
            return [3, acks]
        case AskSchedule():
            return [4, None]
        case ListEnds():
            return [5, None if act.after is None else act.after.to_value()]


def _act(number: Value, argument: Value) -> Act:
    match shape.uint(number):
        case 1:
            return ListBatches(None if argument is None else BatchName.from_value(argument))
        case 2:
            return PullBatch(BatchName.from_value(argument))
        case 3:
            acks = tuple(shape.octets(item) for item in shape.array(argument))
            shape.ascending((item,) for item in acks)
            if len(acks) > PAGE:
                raise damaged("more acknowledgements than a request takes")
            return PostAcks(acks)
        case 4 if argument is None:
            return AskSchedule()
        case 5:
            return ListEnds(None if argument is None else BatchName.from_value(argument))
    raise damaged("an act that this program does not know")


def encode_listing(batches: Iterable[tuple[BatchName, bytes]]) -> bytes:
    """CBOR [1, [[kiosk8, chain8, bno, digest32], …]], ascending; a full listing (LISTED of them) may have more."""
    return cbor.encode([1, [[*name.to_value(), shape.sized("digest32", digest, 32)] for name, digest in batches]])


def parse_listing(untrusted: bytes) -> tuple[tuple[BatchName, bytes], ...]:
    """The names and digests of a listing, which nobody signed: the batches are. Raises Damaged."""
    fields = shape.array(cbor.decode(untrusted), 2)
    shape.version(fields[0])
    rows = [shape.array(row, 4) for row in shape.array(fields[1])]
    return tuple((BatchName.from_value(row[:3]), shape.octets(row[3], 32)) for row in rows)
