"""What kiosks ask: where a chain ends, what readers signed of it, the newest schedule, the accepted packs. One rule: a
listed kiosk's signature stands under every question, and a revoked kiosk still gets answers, so that it learns that it
is revoked.
"""

from __future__ import annotations

from kiosk.formats.ack import PAGE, AcksRequest, encode_page
from kiosk.formats.head import HeadReply, HeadRequest
from shelter.server.answers import Answer, NotHere
from shelter.server.service import Service


def tell_head(service: Service, untrusted: bytes) -> Answer:
    """200 with a signed `HeadReply`. Raises Damaged, WrongKey."""
    schedule = service.schedules.current()
    asked = HeadRequest.parse_and_verify(untrusted, schedule)
    head = service.store.head(asked.kiosk8, asked.chain8)
    standing = service.standing(schedule, asked.kiosk8, asked.chain8, head)
    return Answer(200, HeadReply(standing, asked.nonce16).sign(service.key))


def tell_acks(service: Service, untrusted: bytes) -> Answer:
    """200 with a page of signed acknowledgements. Raises Damaged, WrongKey."""
    asked = AcksRequest.parse_and_verify(untrusted, service.schedules.current())
    return Answer(200, encode_page(service.store.acks(asked.kiosk8, asked.chain8, asked.first_bno, PAGE)))


def tell_schedule(service: Service, untrusted: bytes) -> Answer:
    """200 with the schedule's file; the question is a `HeadRequest`. Raises Damaged, WrongKey."""
    HeadRequest.parse_and_verify(untrusted, service.schedules.current())
    return Answer(200, service.schedules.signed())


def tell_packs(service: Service, untrusted: bytes) -> Answer:
    """200 with the file of the accepted packs; the question is a `HeadRequest`. Raises Damaged, WrongKey, NotHere when
    the site has accepted none, Unavailable.
    """
    HeadRequest.parse_and_verify(untrusted, service.schedules.current())
    signed = service.accepted_packs()
    if signed is None:
        raise NotHere("This site has accepted no language pack yet.")
    return Answer(200, signed)
