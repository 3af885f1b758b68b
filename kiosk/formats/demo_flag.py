"""What a schedule's file says of itself before anybody verified it. One rule: for looks only, never for trust.

A reader that serves both worlds asks this first and hands the answer to `schedule.parse_and_verify`.
"""

from __future__ import annotations

from kiosk.formats import cbor, shape

LIMIT = 262_144


def says_demo(untrusted: bytes) -> bool:
    """The demo flag of CBOR [schedule, signature64]. Raises Damaged."""
    outer = shape.array(cbor.decode(untrusted, limit=LIMIT), 2)
    schedule = shape.array(cbor.decode(shape.octets(outer[0]), limit=LIMIT), 9)
    return shape.flag(schedule[4])
