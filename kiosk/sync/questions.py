"""What a kiosk asks the server, and when it believes the answer. One rule: what a session acts on is signed by the
site's server or by a reader, and is about what was asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TypeVar

from kiosk.formats import packs
from kiosk.formats import schedule as schedules
from kiosk.formats.ack import Ack, AcksRequest, parse_page
from kiosk.formats.device import DeviceKeys
from kiosk.formats.head import HeadReply, HeadRequest, Standing
from kiosk.formats.packs import AcceptedPacks
from kiosk.formats.receipt import Objection, Reason, Receipt
from kiosk.formats.schedule import Schedule
from kiosk.ports.kinds import Role
from kiosk.ports.outbox import Kept
from kiosk.problem import Damaged, Problem
from kiosk.sync.link import ACKS, HEAD, PACKS, SCHEDULE, Answer, NotOurServer, Transport, Unreachable, batch_path
from kiosk.sync.session import End, Stopped

OK, FORBIDDEN, NOTHING, NOT_WHOLE, OBJECTED, BUSY = 200, 403, 404, (400, 413, 422), (409, 412), (429, 503)
T = TypeVar("T")


class Verdict(Enum):
    """What became of one offered batch."""

    TAKEN = "taken"
    CAME_BACK = "came-back"
    ASK_AGAIN = "ask-again"


class Questions:
    """One kiosk's side of the conversation. Every method raises Stopped when the session cannot go on."""

    def __init__(
        self, transport: Transport, device: DeviceKeys, schedule: Schedule, draw: Callable[[int], bytes]
    ) -> None:
        self._transport, self._device, self._draw = transport, device, draw
        self.schedule = schedule

    def head(self, chain8: bytes) -> tuple[Standing, bytes]:
        """Where a chain ends on the server, and the signed bytes that say so."""
        asked = HeadRequest(self._device.device8, chain8, self._draw(16))
        answer = self._ok(self._ask(self._transport.post, HEAD, asked.sign(self._device.ed25519)))
        return _understood(lambda: HeadReply.parse_and_verify(answer, self.schedule, asked)).standing, answer

    def offer(self, kept: Kept, file: bytes) -> tuple[Verdict, bytes]:
        """Offer a batch; with TAKEN the receipt's bytes."""
        answer = self._ask(self._transport.put, batch_path(self._device.device8, kept.chain8, kept.bno), file)
        if answer.status in NOT_WHOLE:
            return Verdict.CAME_BACK, b""
        if answer.status in OBJECTED:
            objection = _understood(lambda: Objection.parse_and_verify(answer.untrusted_body, self.schedule))
            self._must_name(kept, objection.standing, objection.bno, objection.digest32)
            if objection.reason is Reason.REVOKED:
                raise Stopped(End.REVOKED)
            return Verdict.ASK_AGAIN, b""
        untrusted = self._ok(answer)
        receipt = _understood(lambda: Receipt.parse_and_verify(untrusted, self.schedule))
        self._must_name(kept, receipt.standing, receipt.bno, receipt.digest32)
        return Verdict.TAKEN, untrusted

    def acks(self, chain8: bytes, first_bno: int) -> tuple[bytes, ...]:
        """A page of acknowledgements from a batch on, none of them verified yet."""
        asked = AcksRequest(self._device.device8, chain8, first_bno)
        answer = self._ok(self._ask(self._transport.post, ACKS, asked.sign(self._device.ed25519)))
        return _understood(lambda: parse_page(answer))

    def newest_schedule(self, chain8: bytes) -> bytes:
        """The schedule's file that the server goes by, not verified yet."""
        asked = HeadRequest(self._device.device8, chain8, self._draw(16))
        return self._ok(self._ask(self._transport.post, SCHEDULE, asked.sign(self._device.ed25519)))

    def accepted_packs(self, chain8: bytes) -> bytes | None:
        """The file of accepted packs that the server has, not verified yet; None when it has none."""
        asked = HeadRequest(self._device.device8, chain8, self._draw(16))
        answer = self._ask(self._transport.post, PACKS, asked.sign(self._device.ed25519))
        return None if answer.status == NOTHING else self._ok(answer)

    def _ask(self, send: Callable[[str, bytes], Answer], path: str, body: bytes) -> Answer:
        try:
            answer = send(path, body)
        except Unreachable as problem:
            raise Stopped(End.UNREACHABLE) from problem
        except NotOurServer as problem:
            raise Stopped(End.NOT_OURS) from problem
        except Damaged as problem:
            raise Stopped(End.NOT_UNDERSTOOD) from problem
        if answer.status in BUSY:
            raise Stopped(End.BUSY, answer.retry_after)
        return answer

    def _ok(self, answer: Answer) -> bytes:
        if answer.status == FORBIDDEN:
            raise Stopped(End.NOT_LISTED)
        if answer.status != OK:
            raise Stopped(End.NOT_UNDERSTOOD)
        return answer.untrusted_body

    def _must_name(self, kept: Kept, standing: Standing, bno: int, digest32: bytes) -> None:
        named = (standing.kiosk8, standing.chain8, bno, digest32)
        if named != (self._device.device8, kept.chain8, kept.bno, kept.digest32):
            raise Stopped(End.NOT_UNDERSTOOD)


def _understood(parse: Callable[[], T]) -> T:
    try:
        return parse()
    except Problem as problem:
        raise Stopped(End.NOT_UNDERSTOOD) from problem


Wanted = Mapping[tuple[bytes, int, bytes], Kept]
"""Batches that wait for their readers, by chain8, number and digest32."""


def wanted(kept: list[Kept]) -> Wanted:
    """The same from a list."""
    return {(one.chain8, one.bno, one.digest32): one for one in kept}


def read_ack(untrusted: bytes, schedule: Schedule, device8: bytes, batches: Wanted) -> tuple[Kept, Role] | None:
    """Which batch an acknowledgement is for, and by which of the two readers; None when it counts for nothing here."""
    try:
        ack, role = Ack.parse_and_verify(untrusted, schedule)
    except Problem:
        return None
    kept = batches.get((ack.chain8, ack.bno, ack.digest32))
    return None if kept is None or ack.kiosk8 != device8 or role in kept.acked_by else (kept, role)


def newer_schedule(known: Schedule, untrusted: bytes, authority_ed32: bytes) -> Schedule | None:
    """The schedule in a file when it is newer than `known` and may take its place; None otherwise."""
    try:
        found = schedules.parse_and_verify(untrusted, authority_ed32, demo=known.demo)
        schedules.check_follows(known, found)
    except Problem:
        return None
    return found if found.version > known.version else None


def newer_packs(known: AcceptedPacks | None, untrusted: bytes, authority_ed32: bytes) -> AcceptedPacks | None:
    """The list in a file when it is newer than `known` and may take its place; None otherwise."""
    try:
        found = packs.parse_and_verify(untrusted, authority_ed32)
        if known is not None:
            packs.check_follows(known, found)
    except Problem:
        return None
    return None if found == known else found
