"""What a kiosk asks first, and what the shelter's server says of a chain. One rule: the server's head is the
authority, also when it fell (a server restored from an old copy is offered again what it lost, DESIGN section 5).
"""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.formats import cbor, identity, shape, signed
from kiosk.formats.cbor import Value, damaged
from kiosk.formats.listed import Device
from kiosk.formats.schedule import Schedule
from kiosk.ports.kinds import Role
from kiosk.problem import Problem, WrongKey

REQUEST, REPLY = "head-request", "head-reply"
BNO_TOP = (1 << 63) - 1
"""Numbers that a server keeps are at most this: what a database's integer holds."""
EMPTY_DIGEST32 = bytes(32)


class UnknownDevice(WrongKey):
    """The schedule at hand lists no such kiosk."""

    code = "unknown-device"


class OtherAnswer(Problem):
    """A reply to another question: late, replayed, or about another chain."""

    code = "other-answer"


@dataclass(frozen=True)
class HeadRequest:
    """A kiosk asks where its chain ends; `nonce16` is random and comes back in the reply."""

    kiosk8: bytes
    chain8: bytes
    nonce16: bytes

    def sign(self, device: Ed25519PrivateKey) -> bytes:
        """CBOR [[1, kiosk8, chain8, nonce16], signature64], TYPE head-request."""
        kiosk8, chain8 = shape.sized("kiosk8", self.kiosk8, 8), shape.sized("chain8", self.chain8, 8)
        structure = cbor.encode([1, kiosk8, chain8, shape.sized("nonce16", self.nonce16, 16)])
        return signed.sign(structure, REQUEST, device)

    @staticmethod
    def parse_and_verify(untrusted: bytes, schedule: Schedule) -> HeadRequest:
        """A request that a listed device signed, active or revoked. Raises Damaged, UnknownDevice, WrongKey."""
        structure, signature64 = signed.split(untrusted)
        fields = shape.array(cbor.decode(structure), 4)
        shape.version(fields[0])
        request = HeadRequest(*(shape.octets(fields[1 + at], size) for at, size in enumerate((8, 8, 16))))
        identity.verify(listed_device(schedule, request.kiosk8).ed32, REQUEST, structure, signature64)
        return request


@dataclass(frozen=True)
class Standing:
    """A server's word on one chain. `head_bno` None and `digest32` zeros: it holds nothing of it. `settled_bno` is
    the last batch in its previous verified backup, None for none. `incarnation16` changes when a store is made anew.
    """

    site8: bytes
    server8: bytes
    incarnation16: bytes
    kiosk8: bytes
    chain8: bytes
    head_bno: int | None
    digest32: bytes
    settled_bno: int | None
    schedule_version: int

    def whose(self) -> list[Value]:
        """[site8, server8, incarnation16, kiosk8, chain8]"""
        return [
            shape.sized("site8", self.site8, 8),
            shape.sized("server8", self.server8, 8),
            shape.sized("incarnation16", self.incarnation16, 16),
            shape.sized("kiosk8", self.kiosk8, 8),
            shape.sized("chain8", self.chain8, 8),
        ]

    def where(self) -> list[Value]:
        """[head_bno or null, digest32, settled_bno or null, schedule_version]"""
        return [self.head_bno, shape.sized("digest32", self.digest32, 32), self.settled_bno, self.schedule_version]

    @staticmethod
    def from_values(whose: list[Value], where: list[Value]) -> Standing:
        """The same from five and four elements. Raises Damaged."""
        sizes = (8, 8, 16, 8, 8)
        names = [shape.octets(value, size) for value, size in zip(whose, sizes, strict=True)]
        head, settled = _number_or_none(where[0]), _number_or_none(where[2])
        digest32 = shape.octets(where[1], 32)
        if (head is None) != (digest32 == EMPTY_DIGEST32):
            raise damaged("a chain's end without its digest, or the reverse")
        if settled is not None and (head is None or settled > head):
            raise damaged("a chain settled beyond its end")
        version = shape.uint(where[3], BNO_TOP)
        return Standing(names[0], names[1], names[2], names[3], names[4], head, digest32, settled, version)

    def verify(self, purpose: str, structure: bytes, untrusted_signature64: bytes, schedule: Schedule) -> None:
        """Returns when the server that this names signed `structure` for this site. Raises WrongKey."""
        server = schedule.signer(self.server8, Role.SERVER)
        if self.site8 != schedule.site8 or server is None:
            raise WrongKey("This is not from your site's server; check the address, or fetch the newest schedule.")
        identity.verify(server.ed32, purpose, structure, untrusted_signature64)


@dataclass(frozen=True)
class HeadReply:
    """The answer to a `HeadRequest`: its nonce, and where the chain ends."""

    standing: Standing
    nonce16: bytes

    def sign(self, server: Ed25519PrivateKey) -> bytes:
        """CBOR [[1, site8, server8, incarnation16, kiosk8, chain8, nonce16, head_bno, digest32, settled_bno,
        schedule_version], signature64], TYPE head-reply.
        """
        nonce16 = shape.sized("nonce16", self.nonce16, 16)
        structure = cbor.encode([1, *self.standing.whose(), nonce16, *self.standing.where()])
        return signed.sign(structure, REPLY, server)

    @staticmethod
    def parse_and_verify(untrusted: bytes, schedule: Schedule, asked: HeadRequest) -> HeadReply:
        """The server's answer to `asked`. Raises Damaged, WrongKey, OtherAnswer."""
        structure, signature64 = signed.split(untrusted)
        fields = shape.array(cbor.decode(structure), 11)
        shape.version(fields[0])
        reply = HeadReply(Standing.from_values(fields[1:6], fields[7:]), shape.octets(fields[6], 16))
        reply.standing.verify(REPLY, structure, signature64, schedule)
        if HeadRequest(reply.standing.kiosk8, reply.standing.chain8, reply.nonce16) != asked:
            raise OtherAnswer("The server answered another question; try again.")
        return reply


def listed_device(schedule: Schedule, kiosk8: bytes) -> Device:
    """The schedule's entry of a kiosk, active or revoked. Raises UnknownDevice."""
    found = schedule.device(kiosk8)
    if found is None:
        raise UnknownDevice("The site's schedule does not list this kiosk; ask the site to approve it.")
    return found


def _number_or_none(value: Value) -> int | None:
    return None if value is None else shape.uint(value, BNO_TOP)
