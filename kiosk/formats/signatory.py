"""Who signed a file, by a site's schedule. One rule: a signature says what a file is, for each purpose has its own
label; what no listed key signed is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.formats import (
    ack,
    batch,
    cbor,
    enrolment,
    identity,
    manifest,
    packs,
    receipt,
    schedule,
    shape,
    signed,
    weeks,
)
from kiosk.formats.cbor import damaged
from kiosk.formats.identity import id8
from kiosk.formats.schedule import Schedule
from kiosk.ports.kinds import SLOTS_OF, Role
from kiosk.problem import WrongKey


@dataclass(frozen=True)
class Signatory:
    """`what` was signed, by which part of the site, under which name8."""

    what: str
    part: str
    name8: bytes


def signatory(untrusted: bytes, known: Schedule, authority_ed32: bytes) -> Signatory:
    """Of a schedule, list of packs, profile, offer of weeks, acknowledgement, receipt, objection, manifest or batch.
    Raises Damaged for anything else, WrongKey when no key of this site signed it.
    """
    outer = shape.array(cbor.decode(untrusted, limit=schedule.LIMIT))
    match outer:
        case [bytes(), bytes(), list() as items] if len(items) == sum(SLOTS_OF.values()):
            parsed = batch.parse(untrusted)
            structure, signature64, what = parsed.manifest_bytes, parsed.signature64, "batch"
        case [bytes(), bytes()]:
            structure, signature64 = signed.split(untrusted, limit=schedule.LIMIT)
            what = ""
        case _:
            raise damaged("no file of a kind that is signed")
    for purpose, part, ed32 in _keys(known, authority_ed32):
        if _is_by(ed32, purpose, structure, signature64):
            return Signatory(what or purpose, part, id8(ed32))
    raise WrongKey("No key of this site signed this file; ask where it came from.")


def _keys(known: Schedule, authority_ed32: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Every purpose with every key that may sign for it."""
    for purpose in (schedule.PURPOSE, packs.PURPOSE, enrolment.PROFILE):
        yield purpose, "authority", authority_ed32
    for role in (Role.DESK, Role.SUPERVISOR):
        for ed32 in known.signers_of(role):
            yield weeks.PURPOSE, role.name.lower(), ed32
            yield ack.ACK, role.name.lower(), ed32
    for ed32 in known.signers_of(Role.SERVER):
        yield receipt.RECEIPT, "server", ed32
        yield receipt.OBJECTION, "server", ed32
    for device in known.devices:
        yield manifest.PURPOSE, f"kiosk, {device.state.name.lower()}", device.ed32


def _is_by(ed32: bytes, purpose: str, structure: bytes, untrusted_signature64: bytes) -> bool:
    try:
        identity.verify(ed32, purpose, structure, untrusted_signature64)
    except WrongKey:
        return False
    return True
