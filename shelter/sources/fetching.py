"""A reader fetches from the site's server what it has not acknowledged yet. One rule: kept first, then acknowledged,
for the kiosk forgets a batch when both readers have signed for it (DESIGN section 5).

A batch that does not verify is neither kept nor acknowledged and stops no other. A session that breaks off is made
good by the next one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from kiosk.formats.ack import PAGE, Ack
from kiosk.formats.reading import LISTED, BatchName, ListBatches, PostAcks, PullBatch, parse_listing
from kiosk.formats.schedule import Schedule
from shelter.keystore import Keystore
from shelter.sources.asking import Asking
from shelter.sources.checking import Delivery, check
from shelter.sources.folder import parse_parcel
from shelter.sources.inbox import Inbox
from shelter.sources.source import Parcel


class Fetcher:
    """One reader's sessions."""

    def __init__(self, asking: Asking, keystore: Keystore, schedule: Schedule, inbox: Inbox) -> None:
        self._asking, self._schedule, self._inbox = asking, schedule, inbox
        self._reader = keystore.signing
        self._epochs: Collection[int] = {secret.epoch for secret in keystore.secrets}

    def run(self) -> int:
        """Fetch all that is new; how many batches came. Raises Unreachable, NotOurServer, NotServed, DiskFull …"""
        self._inbox.forget_all_but(self._epochs)
        came, after = 0, None
        while True:
            listed = parse_listing(self._asking.ask(ListBatches(after)))
            acks = [ack for name, digest32 in listed if (ack := self._fetch(name, digest32)) is not None]
            for page in _pages(acks):
                self._asking.ask(PostAcks(tuple(sorted(page))))
            came += len(acks)
            if len(listed) < LISTED:
                return came
            after = listed[-1][0]

    def _fetch(self, name: BatchName, digest32: bytes) -> bytes | None:
        untrusted = self._asking.ask(PullBatch(name))
        parcel = parse_parcel(untrusted)
        delivery = check(parcel, self._schedule) if isinstance(parcel, Parcel) else None
        if not isinstance(delivery, Delivery) or not delivery.whole or delivery.digest32 != digest32:
            return None
        self._inbox.keep(digest32, untrusted)
        site8, signer8 = self._schedule.site8, self._asking.signer8
        return Ack(site8, signer8, name.kiosk8, name.chain8, name.bno, digest32).sign(self._reader)


def _pages(acks: Iterable[bytes]) -> Iterator[Sequence[bytes]]:
    left = iter(acks)
    while page := list(islice(left, PAGE)):
        yield page
