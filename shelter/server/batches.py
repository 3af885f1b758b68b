"""A kiosk offers a batch. One rule: it is stored whole, verified and verbatim, or not at all, and the answer that a
kiosk acts on is signed.
"""

from __future__ import annotations

from kiosk.formats import batch, manifest
from kiosk.formats.batch import Batch
from kiosk.formats.cbor import damaged
from kiosk.formats.head import BNO_TOP, listed_device
from kiosk.formats.listed import DeviceState
from kiosk.formats.reading import BatchName
from kiosk.formats.receipt import Objection, Reason, Receipt
from kiosk.formats.schedule import Schedule
from kiosk.ports.shelter_store import Head, StoredBatch, Verdict
from kiosk.problem import WrongKey
from shelter.server.answers import Answer
from shelter.server.service import Service

_REASONS = {
    Verdict.GAP: (412, Reason.GAP),
    Verdict.OTHER_DIGEST: (409, Reason.OTHER_DIGEST),
    Verdict.FORK: (409, Reason.FORK),
}


def take_batch(service: Service, untrusted: bytes, kiosk: str, chain: str, bno: str) -> Answer:
    """200 with a signed `Receipt` (again for a duplicate), 409 or 412 with a signed `Objection`. `kiosk` and `chain`
    are 16 hex digits of the address, `bno` decimal; the manifest must say the same. Raises Damaged, WrongKey, TooMany,
    Busy, Unavailable.
    """
    schedule = service.schedules.current()
    name = _name(kiosk, chain, bno)
    device = listed_device(schedule, name.kiosk8)
    offered = batch.parse(untrusted)
    batch.verify(offered, device.ed32)
    _check_place(offered, name, schedule)
    with service.busyness.of(name.kiosk8):
        return _store(service, schedule, name, offered)


def _name(kiosk: str, chain: str, bno: str) -> BatchName:
    """The name in an address: one spelling each, so that one batch has one address."""
    digits_only = bno.isascii() and bno.isdigit() and len(bno) <= 19 and bno == str(int(bno))
    if not digits_only or int(bno) > BNO_TOP:
        raise damaged("an address that names no batch")
    return BatchName(_id8(kiosk), _id8(chain), int(bno))


def _id8(text: str) -> bytes:
    if len(text) != 16 or not set(text) <= set("0123456789abcdef"):
        raise damaged("an address that names no kiosk or chain")
    return bytes.fromhex(text)


def _check_place(offered: Batch, name: BatchName, schedule: Schedule) -> None:
    if (offered.manifest.kiosk8, offered.manifest.chain8, offered.manifest.bno) != (name.kiosk8, name.chain8, name.bno):
        raise damaged("a batch under another batch's address")
    if offered.manifest.site8 != schedule.site8:
        raise WrongKey("This batch is for another site; send it to its own.")


def _store(service: Service, schedule: Schedule, name: BatchName, offered: Batch) -> Answer:
    digest32 = manifest.digest32(offered.manifest_bytes)

    def object_(status: int, reason: Reason, head: Head) -> Answer:
        standing = service.standing(schedule, name.kiosk8, name.chain8, head)
        return Answer(status, Objection(standing, name.bno, digest32, reason).sign(service.key))

    if _is_revoked(schedule, name) and service.store.digest32(name) != digest32:
        return object_(409, Reason.REVOKED, service.store.head(name.kiosk8, name.chain8))
    stored = StoredBatch(name, digest32, offered.manifest_bytes, offered.signature64, offered.blobs)
    verdict, head = service.store.put(stored, offered.manifest.prev32)
    if verdict in _REASONS:
        return object_(*_REASONS[verdict], head)
    standing = service.standing(schedule, name.kiosk8, name.chain8, head)
    return Answer(200, Receipt(standing, name.bno, digest32).sign(service.key))


def _is_revoked(schedule: Schedule, name: BatchName) -> bool:
    """Whether this batch lies beyond what the schedule lets count of a revoked kiosk's chain."""
    device = schedule.device(name.kiosk8)
    if device is None or device.state is not DeviceState.REVOKED:
        return False
    return not any(end.chain8 == name.chain8 and name.bno <= end.last_bno for end in device.chain_ends)
