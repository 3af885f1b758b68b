"""An opened intake as what a person shared. One rule: a record of another shape is `Damaged`, whoever sealed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.formats import shape
from kiosk.formats.cbor import Value
from kiosk.visit.answer import Interpreter, Sharing
from kiosk.visit.record import Field
from shelter.desk.shared import Shared, answers_by_key, needs_in, offers_by_key
from shelter.records import fields
from shelter.records.protocols import Protocols


@dataclass(frozen=True)
class Intake:
    """An intake's code and day (since 1970) for the desk's own work, and its content for people."""

    code5: bytes = field(repr=False)
    day: int
    shared: Shared = field(repr=False)


def read_intake(record: Mapping[int, Value], protocols: Protocols) -> Intake:
    """The content of an opened intake that is no cover. Raises Damaged."""
    day = fields.day(record.get(Field.DAY))
    return Intake(shape.octets(record.get(Field.CODE), 5), day, _shared(record, protocols, day))


def _shared(record: Mapping[int, Value], protocols: Protocols, day: int) -> Shared:
    known = protocols.beginning(shape.octets(record.get(Field.PROTOCOL), 8))
    codes = fields.answers(record.get(Field.ANSWERS))
    states = {code: shape.uint(state, 255) for code, state in fields.table(record.get(Field.OFFERS)).items()}
    answers = answers_by_key(known[0], codes) if known else {}
    return Shared(
        language=fields.tag(record.get(Field.LANGUAGE)),
        sharing=fields.member(Sharing, record.get(Field.SHARING)),
        children=fields.children(record.get(Field.CHILDREN)),
        answers=answers,
        needs=needs_in(known[0], answers) if known else (),
        offers=offers_by_key(known[0], states) if known else {},
        interpreter=fields.member(Interpreter, record.get(Field.INTERPRETER)),
        day=fields.date_of(day),
        protocol_known=bool(known),
    )
