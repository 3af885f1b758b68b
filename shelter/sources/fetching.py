"""A reader fetches from the site's server what it has not acknowledged yet. One rule: kept first, then acknowledged,
for the kiosk forgets a batch when both readers have signed for it (DESIGN section 5).

A batch that does not verify is neither kept nor acknowledged and stops no other. A session that breaks off is made
good by the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from kiosk.formats import cbor, shape
from kiosk.formats.ack import PAGE, Ack
from kiosk.formats.identity import id8
from kiosk.formats.reading import LISTED, Act, BatchName, ListBatches, PostAcks, PullBatch, ReaderRequest, parse_listing
from kiosk.formats.schedule import Schedule
from kiosk.problem import Damaged, Problem
from kiosk.sync.link import Answer, Transport
from shelter.keystore import Keystore
from shelter.sources.checking import Delivery, check
from shelter.sources.folder import parse_parcel
from shelter.sources.inbox import Inbox
from shelter.sources.source import Parcel

PULL, ACKS = "/v1/pull", "/v1/acks"


class NotServed(Problem):
    """The server does not do what a reader asks."""

    code = "not-served"


class Fetcher:
    """One reader's sessions. `first_counter` gives a number that is likely above every one used before, such as the
    seconds of the clock; the server says when it is not.
    """

    def __init__(
        self, link: Transport, keystore: Keystore, schedule: Schedule, inbox: Inbox, first_counter: Callable[[], int]
    ) -> None:
        self._link, self._schedule, self._inbox = link, schedule, inbox
        self._reader = keystore.signing
        self._signer8 = id8(self._reader.public_key().public_bytes_raw())
        self._epochs = {secret.epoch for secret in keystore.secrets}
        self._counter = first_counter()

    def run(self) -> int:
        """Fetch all that is new; how many batches came. Raises Unreachable, NotOurServer, NotServed, DiskFull …"""
        self._inbox.forget_all_but(self._epochs)
        came, after = 0, None
        while True:
            listed = parse_listing(self._ask(PULL, ListBatches(after)))
            acks = [ack for name, digest32 in listed if (ack := self._fetch(name, digest32)) is not None]
            for page in _pages(acks):
                self._ask(ACKS, PostAcks(tuple(sorted(page))))
            came += len(acks)
            if len(listed) < LISTED:
                return came
            after = listed[-1][0]

    def _fetch(self, name: BatchName, digest32: bytes) -> bytes | None:
        untrusted = self._ask(PULL, PullBatch(name))
        parcel = parse_parcel(untrusted)
        delivery = check(parcel, self._schedule) if isinstance(parcel, Parcel) else None
        if not isinstance(delivery, Delivery) or not delivery.whole or delivery.digest32 != digest32:
            return None
        self._inbox.keep(digest32, untrusted)
        site8 = self._schedule.site8
        return Ack(site8, self._signer8, name.kiosk8, name.chain8, name.bno, digest32).sign(self._reader)

    def _ask(self, path: str, act: Act) -> bytes:
        answer = self._send(path, act)
        if answer.status == 409:
            self._counter = _last_counter(answer.untrusted_body)
            answer = self._send(path, act)
        if answer.status != 200:
            raise NotServed("The server did not hand over what is new; try again later, or tell IT.")
        return answer.untrusted_body

    def _send(self, path: str, act: Act) -> Answer:
        self._counter += 1
        request = ReaderRequest(self._schedule.site8, self._signer8, self._counter, act)
        return self._link.post(path, request.sign(self._reader))


def _last_counter(untrusted: bytes) -> int:
    """The counter that the server saw last, in CBOR [1, "old-counter", last]. Raises NotServed."""
    try:
        return shape.uint(shape.array(cbor.decode(untrusted), 3)[2])
    except Damaged as error:
        raise NotServed("The server's answer was not what it should be; update both sides, or tell IT.") from error


def _pages(acks: Iterable[bytes]) -> Iterator[Sequence[bytes]]:
    left = iter(acks)
    while page := list(islice(left, PAGE)):
        yield page
