"""Everything that may happen to one request on its way, and to the program that sends it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from enum import Enum
from typing import TypeVar

from kiosk.ports.batches import ClosedBatch, Link
from kiosk.ports.kinds import Role
from kiosk.ports.outbox import Aside, Kept, Outbox, Resign
from kiosk.sync.link import Answer, Unreachable

T = TypeVar("T")
Ask = Callable[[str, str, bytes], Answer]


class Killed(BaseException):
    """The program ended at this very place."""


class Fate(Enum):
    FINE = "fine"
    LOST = "the request is lost"
    ANSWER_LOST = "the answer is lost"
    TWICE = "the request arrives twice"
    LATE = "the request arrives after the next one"
    STALE = "an answer of before comes again"
    BUSY = "the server is busy"
    GARBLED = "one bit of the answer flips"
    KILLED_BEFORE = "killed before it is sent"
    KILLED_AFTER = "killed before the answer is read"


class Weather:
    """A transport whose n-th exchange meets the n-th fate; after the last one all is fine."""

    def __init__(self, ask: Ask, fates: Sequence[Fate] = ()) -> None:
        self._ask, self._fates = ask, list(fates)
        self._late: list[tuple[str, str, bytes]] = []
        self._before: dict[str, Answer] = {}

    def post(self, path: str, body: bytes) -> Answer:
        return self.send("POST", path, body)

    def put(self, path: str, body: bytes) -> Answer:
        return self.send("PUT", path, body)

    def send(self, method: str, path: str, body: bytes) -> Answer:
        fate = self._fates.pop(0) if self._fates else Fate.FINE
        if fate is Fate.KILLED_BEFORE:
            raise Killed
        if fate is Fate.LOST:
            raise Unreachable("lost")
        if fate is Fate.LATE:
            self._late.append((method, path, body))
            raise Unreachable("late")
        if fate is Fate.BUSY:
            return Answer(503, b"", 5.0)
        if fate is Fate.STALE and path in self._before:
            return self._before[path]
        answer = self._ask(method, path, body)
        if fate is Fate.TWICE:
            answer = self._ask(method, path, body)
        self._before[path] = answer
        for late in self._late:
            self._ask(*late)
        self._late.clear()
        return _after(fate, answer)


def _after(fate: Fate, answer: Answer) -> Answer:
    if fate is Fate.ANSWER_LOST:
        raise Unreachable("lost")
    if fate is Fate.KILLED_AFTER:
        raise Killed
    if fate is Fate.GARBLED and answer.untrusted_body:
        body = bytearray(answer.untrusted_body)
        body[len(body) // 2] ^= 4
        return Answer(answer.status, bytes(body), answer.retry_after)
    return answer


class MortalOutbox:
    """An outbox whose program is killed right before or after its n-th write, and that tells when batches vanish."""

    def __init__(self, outbox: Outbox, writes_left: int | None, vanished: Callable[[Kept], None]) -> None:
        self._outbox, self._left, self._vanished = outbox, writes_left, vanished
        self.new_chains = 0

    def link(self) -> Link:
        return self._outbox.link()

    def kept(self) -> Sequence[Kept]:
        return self._outbox.kept()

    def batch(self, kept: Kept) -> ClosedBatch:
        return self._outbox.batch(kept)

    def digest_at(self, chain8: bytes, bno: int) -> bytes | None:
        return self._outbox.digest_at(chain8, bno)

    def oldest_since(self, hour: int) -> int:
        return self._outbox.oldest_since(hour)

    def receive(self, kept: Kept, receipt: bytes) -> None:
        self._mortal(lambda: self._outbox.receive(kept, receipt))

    def adopt(self, incarnation16: bytes, chain8: bytes, head_bno: int | None, reply: bytes) -> bool:
        return self._mortal(lambda: self._outbox.adopt(incarnation16, chain8, head_bno, reply))

    def acknowledge(self, kept: Kept, role: Role, ack: bytes) -> None:
        self._mortal(lambda: self._outbox.acknowledge(kept, role, ack))

    def set_aside(self, kept: Kept, why: Aside) -> None:
        self._mortal(lambda: self._outbox.set_aside(kept, why))

    def rechain(self, numbers: Collection[int], chain8: bytes, resign: Resign) -> None:
        self.new_chains += 1
        self._mortal(lambda: self._outbox.rechain(numbers, chain8, resign))

    def purge(self) -> int:
        before = {one.digest32: one for one in self._outbox.kept()}
        many = self._mortal(self._outbox.purge, after=False)
        left = {one.digest32 for one in self._outbox.kept()} if many else before
        for digest32, kept in before.items():
            if digest32 not in left:
                self._vanished(kept)
        return many

    def _mortal(self, act: Callable[[], T], *, after: bool = True) -> T:
        """An odd count is killed before the write, an even one after it."""
        if self._left is not None:
            self._left -= 1
            if self._left == 0:
                raise Killed
        result = act()
        if after and self._left is not None:
            self._left -= 1
            if self._left == 0:
                raise Killed
        return result
