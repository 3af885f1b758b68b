"""A reader's questions to the site's server, each signed and counted. One rule: the server's word is taken for what is
there, never for what it says: schedule, batches and manifests are verified by whoever asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.formats import cbor, shape
from kiosk.formats.identity import id8
from kiosk.formats.reading import (
    LISTED,
    Act,
    AskSchedule,
    BatchName,
    ListEnds,
    PostAcks,
    PullBatch,
    ReaderRequest,
    parse_listing,
)
from kiosk.formats.schedule import Schedule
from kiosk.problem import Damaged, Problem
from kiosk.sync.link import Answer, Transport
from kiosk.sync.questions import newer_schedule
from shelter.sources.checking import Delivery, check
from shelter.sources.folder import parse_parcel
from shelter.sources.source import Parcel

PULL, ACKS = "/v1/pull", "/v1/acks"


class NotServed(Problem):
    """The server does not do what a reader asks."""

    code = "not-served"


class Asking:
    """One reader's questions. `first_counter` gives a number that is likely above every one used before, such as the
    seconds of the clock; the server says when it is not.
    """

    def __init__(
        self, link: Transport, reader: Ed25519PrivateKey, site8: bytes, first_counter: Callable[[], int]
    ) -> None:
        self.signer8 = id8(reader.public_key().public_bytes_raw())
        self._link, self._reader, self._site8 = link, reader, site8
        self._counter = first_counter()

    def ask(self, act: Act) -> bytes:
        """The body of the answer. Raises Unreachable, NotOurServer, NotServed."""
        answer = self._send(act)
        if answer.status == 409:
            self._counter = _last_counter(answer.untrusted_body)
            answer = self._send(act)
        if answer.status != 200:
            raise NotServed("The server did not hand over what is new; try again later, or tell IT.")
        return answer.untrusted_body

    def newer_schedule(self, known: Schedule, authority_ed32: bytes) -> tuple[Schedule, bytes] | None:
        """The server's schedule with its file when it may take the place of `known`; None otherwise, also for one
        that is none of this site. Raises what `ask` raises.
        """
        untrusted = self.ask(AskSchedule())
        newer = newer_schedule(known, untrusted, authority_ed32)
        return None if newer is None else (newer, untrusted)

    def weeks_reached(self, schedule: Schedule) -> dict[bytes, int]:
        """The newest epoch that each listed kiosk signed a batch in, by device8. A batch that does not verify says
        nothing. Raises what `ask` raises, and Damaged.
        """
        reached: dict[bytes, int] = {}
        for name in self._ends():
            epoch = _signed_epoch(self.ask(PullBatch(name)), name, schedule)
            if epoch is not None:
                reached[name.kiosk8] = max(epoch, reached.get(name.kiosk8, 0))
        return reached

    def _ends(self) -> Iterator[BatchName]:
        after = None
        while True:
            listed = parse_listing(self.ask(ListEnds(after)))
            yield from (name for name, _ in listed)
            if len(listed) < LISTED:
                return
            after = listed[-1][0]

    def _send(self, act: Act) -> Answer:
        self._counter += 1
        request = ReaderRequest(self._site8, self.signer8, self._counter, act)
        return self._link.post(ACKS if isinstance(act, PostAcks) else PULL, request.sign(self._reader))


def _signed_epoch(untrusted: bytes, name: BatchName, schedule: Schedule) -> int | None:
    parcel = parse_parcel(untrusted)
    delivery = check(parcel, schedule) if isinstance(parcel, Parcel) else None
    if not isinstance(delivery, Delivery) or not delivery.whole or delivery.manifest.kiosk8 != name.kiosk8:
        return None
    return delivery.manifest.epoch


def _last_counter(untrusted: bytes) -> int:
    """The counter that the server saw last, in CBOR [1, "old-counter", last]. Raises NotServed."""
    try:
        return shape.uint(shape.array(cbor.decode(untrusted), 3)[2])
    except Damaged as error:
        raise NotServed("The server's answer was not what it should be; update both sides, or tell IT.") from error
