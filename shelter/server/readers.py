"""What desks and supervisors ask: which batches are there, one batch, keep my acknowledgements, the schedule. One rule:
each act is signed and counts once.
"""

from __future__ import annotations

from kiosk.formats import batch, cbor
from kiosk.formats.ack import Ack
from kiosk.formats.cbor import damaged
from kiosk.formats.reading import (
    LISTED,
    Act,
    AskSchedule,
    BatchName,
    ListBatches,
    ListEnds,
    PostAcks,
    PullBatch,
    ReaderRequest,
    encode_listing,
)
from kiosk.formats.schedule import Schedule
from kiosk.ports.shelter_store import SignedAck
from kiosk.problem import Bug, Problem
from shelter.server.answers import Answer, NotHere, OldCounter
from shelter.server.service import Service


def pull(service: Service, untrusted: bytes) -> Answer:
    """200 with a listing, with one batch as its kiosk sent it, or with the schedule's file. Raises Damaged, WrongKey,
    OldCounter, NotHere, Busy, Unavailable.
    """
    request, _ = ReaderRequest.parse_and_verify(untrusted, service.schedules.current())
    if isinstance(request.act, PostAcks):
        raise damaged("acknowledgements where batches are pulled")
    _count(service, request)
    return Answer(200, _answer(service, request.signer8, request.act))


def take_acks(service: Service, untrusted: bytes) -> Answer:
    """200 with CBOR [1, how many were valid]; one that is not stops no other. Raises Damaged, WrongKey, OldCounter,
    Busy, Unavailable.
    """
    schedule = service.schedules.current()
    request, _ = ReaderRequest.parse_and_verify(untrusted, schedule)
    if not isinstance(request.act, PostAcks):
        raise damaged("something else where acknowledgements are taken")
    _count(service, request)
    valid = [ack for one in request.act.acks if (ack := _valid(one, schedule)) is not None]
    service.store.keep_acks(valid)
    return Answer(200, cbor.encode([1, len(valid)]))


def _count(service: Service, request: ReaderRequest) -> None:
    last = service.store.raise_counter(request.signer8, request.counter)
    if request.counter <= last:
        raise OldCounter(last)


def _answer(service: Service, signer8: bytes, act: Act) -> bytes:
    match act:
        case ListBatches():
            return encode_listing(service.store.listing(signer8, act.after, LISTED))
        case ListEnds():
            return encode_listing(service.store.ends(act.after, LISTED))
        case AskSchedule():
            return service.schedules.signed()
        case PullBatch():
            return _one(service, act)
        case PostAcks():
            raise Bug("acknowledgements were turned away above")


def _one(service: Service, act: PullBatch) -> bytes:
    found = service.store.pull(act.name)
    if found is None:
        raise NotHere("There is no batch of that name; list what is there.")
    return batch.encode(found.manifest, found.signature64, found.blobs)


def _valid(untrusted: bytes, schedule: Schedule) -> SignedAck | None:
    try:
        ack, _ = Ack.parse_and_verify(untrusted, schedule)
    except Problem:
        return None
    return SignedAck(BatchName(ack.kiosk8, ack.chain8, ack.bno), ack.digest32, ack.signer8, untrusted)
