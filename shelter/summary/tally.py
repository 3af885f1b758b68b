"""An opened tally or event in plain types. One rule: a record of another shape is `Damaged`, whoever sealed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.formats import shape
from kiosk.formats.cbor import Value, damaged
from kiosk.visit.answer import Interpreter, OfferState
from kiosk.visit.record import Event, Field
from shelter.records import fields
from shelter.records.fields import Codes

LAST_PART = 11


@dataclass(frozen=True)
class Tally:
    """One adult's visit, as far as it is counted. Codes are the protocol's; `first` marks a household's first adult."""

    protocol8: bytes
    day: int
    language: str
    children: int | None
    answers: Mapping[int, Codes]
    offers: Mapping[int, OfferState]
    interpreter: Interpreter
    first: bool

    @property
    def things_only(self) -> bool:
        """Whether no question was asked."""
        return not self.answers and self.children is None


@dataclass(frozen=True)
class SiteEvent:
    """Something that happened at the site. `part` is which two hours of the day (0–11), None when unsure."""

    event: Event
    day: int
    part: int | None
    detail: int


def read_tally(record: Mapping[int, Value]) -> Tally:
    """A tally that is no cover. Raises Damaged."""
    language = fields.tag(record.get(Field.LANGUAGE))
    if language is None:
        raise damaged("a tally without a language")
    offers = fields.table(record.get(Field.OFFERS))
    return Tally(
        protocol8=shape.octets(record.get(Field.PROTOCOL), 8),
        day=fields.day(record.get(Field.DAY)),
        language=language,
        children=fields.children(record.get(Field.CHILDREN)),
        answers=fields.answers(record.get(Field.ANSWERS)),
        offers={code: fields.member(OfferState, state) for code, state in offers.items()},
        interpreter=fields.member(Interpreter, record.get(Field.INTERPRETER)),
        first=shape.flag(record.get(Field.FIRST)),
    )


def read_event(record: Mapping[int, Value]) -> SiteEvent:
    """An event that is no cover. Raises Damaged."""
    part = record.get(Field.PART)
    return SiteEvent(
        event=fields.member(Event, record.get(Field.EVENT)),
        day=fields.day(record.get(Field.DAY)),
        part=None if part is None else shape.uint(part, LAST_PART),
        detail=shape.uint(record.get(Field.DETAIL), 255),
    )
