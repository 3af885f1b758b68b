"""Takes in what kiosks put on a stick, and puts there what they wait for. One rule: a stick is only another way to the
same answers: every file passes what a request over the wire passes.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.formats import batch
from kiosk.formats.ack import PAGE
from kiosk.formats.batch import Batch
from kiosk.ports.shelter_store import Busy, Unavailable
from kiosk.problem import Damaged, Problem
from kiosk.sync.stick import MOST_PAGES, Stick
from shelter.server.batches import take_batch
from shelter.server.service import Service

_OBJECTED = (409, 412)


@dataclass
class Taken:
    """What became of the batches on a stick."""

    stored: int = 0
    objected: int = 0
    bad: int = 0


def take_stick(service: Service, stick: Stick) -> Taken:
    """Store every batch that can be stored; write receipts, objections, acknowledgements, the schedule and the accepted
    packs. Raises StickFull, Busy, Unavailable.
    """
    taken = Taken()
    listed = {device.device8 for device in service.schedules.current().devices}
    for kiosk8 in stick.kiosks():
        if kiosk8 in listed:
            _take_kiosk(service, stick, kiosk8, taken)
    stick.write_schedule(service.schedules.signed())
    stick.write_packs(service.accepted_packs())
    return taken


def _take_kiosk(service: Service, stick: Stick, kiosk8: bytes, taken: Taken) -> None:
    whole: list[tuple[Batch, bytes]] = []
    for untrusted in stick.batches(kiosk8):
        try:
            whole.append((batch.parse(untrusted), untrusted))
        except Damaged:
            taken.bad += 1
    whole.sort(key=lambda one: (one[0].manifest.chain8, one[0].manifest.bno))
    receipts: list[bytes] = []
    objections: list[bytes] = []
    for parsed, untrusted in whole:
        name = parsed.manifest
        try:
            answer = take_batch(service, untrusted, kiosk8.hex(), name.chain8.hex(), str(name.bno))
        except (Busy, Unavailable):
            raise
        except Problem:
            taken.bad += 1
            continue
        (objections if answer.status in _OBJECTED else receipts).append(answer.body)
    taken.stored += len(receipts)
    taken.objected += len(objections)
    stick.write_pages(kiosk8, "receipts", receipts)
    stick.write_pages(kiosk8, "objections", objections)
    stick.write_pages(kiosk8, "acks", _acks(service, kiosk8, whole))


def _acks(service: Service, kiosk8: bytes, whole: list[tuple[Batch, bytes]]) -> list[bytes]:
    """What readers signed of the batches that are on the stick."""
    lowest: dict[bytes, int] = {}
    for parsed, _ in whole:
        lowest.setdefault(parsed.manifest.chain8, parsed.manifest.bno)
    found: list[bytes] = []
    for chain8, first in lowest.items():
        found += service.store.acks(kiosk8, chain8, first, MOST_PAGES * PAGE)
    return found
