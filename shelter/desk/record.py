"""An opened intake as what a person shared. One rule: a record of another shape is `Damaged`, whoever sealed it: the
keys to seal with are public.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum
from typing import TypeVar

from kiosk.formats import shape
from kiosk.formats.cbor import Value, damaged
from kiosk.visit.answer import Interpreter, Sharing
from kiosk.visit.record import Field
from shelter.desk.protocols import Protocols
from shelter.desk.shared import Shared, answers_by_key, needs_in, offers_by_key

LONGEST_TAG = 35
"""Characters of a language tag (BCP 47 asks readers for as many)."""
LAST_DAY = 2**16
MOST_CHILDREN = 255
KeyT = TypeVar("KeyT", bound=IntEnum)


@dataclass(frozen=True)
class Intake:
    """An intake's code and day (since 1970) for the desk's own work, and its content for people."""

    code5: bytes = field(repr=False)
    day: int
    shared: Shared = field(repr=False)


def read_intake(record: Mapping[int, Value], protocols: Protocols) -> Intake:
    """The content of an opened intake that is no cover. Raises Damaged."""
    day = shape.uint(record.get(Field.DAY), LAST_DAY)
    return Intake(shape.octets(record.get(Field.CODE), 5), day, _shared(record, protocols, day))


def _shared(record: Mapping[int, Value], protocols: Protocols, day: int) -> Shared:
    children = record.get(Field.CHILDREN)
    known = protocols.beginning(shape.octets(record.get(Field.PROTOCOL), 8))
    codes = {code: _codes(said) for code, said in table(record.get(Field.ANSWERS)).items()}
    states = {code: shape.uint(state, 255) for code, state in table(record.get(Field.OFFERS)).items()}
    answers = answers_by_key(known[0], codes) if known else {}
    return Shared(
        language=tag(record.get(Field.LANGUAGE)),
        sharing=member(Sharing, record.get(Field.SHARING)),
        children=None if children is None else shape.uint(children, MOST_CHILDREN),
        answers=answers,
        needs=needs_in(known[0], answers) if known else (),
        offers=offers_by_key(known[0], states) if known else {},
        interpreter=member(Interpreter, record.get(Field.INTERPRETER)),
        day=day_of(day),
        protocol_known=bool(known),
    )


def day_of(number: int) -> date:
    """The date of a day since 1970."""
    return date(1970, 1, 1) + timedelta(days=number)


def table(value: Value) -> dict[int, Value]:
    """A map by codes 0–255. Raises Damaged."""
    if not isinstance(value, dict) or any(code > 255 for code in value):
        raise damaged("a map of another kind")
    return value


def tag(value: Value) -> str | None:
    """A language tag, None for an empty one. Raises Damaged for anything that could be more than a tag."""
    if not isinstance(value, str) or len(value) > LONGEST_TAG or not value.replace("-", "").isascii():
        raise damaged("a language of another form")
    if value and not value.replace("-", "").isalnum():
        raise damaged("a language of another form")
    return value or None


def member(kind: type[KeyT], value: Value) -> KeyT:
    """A member of an enum by its number. Raises Damaged."""
    number = shape.uint(value)
    if number not in kind.__members__.values():
        raise damaged("a number outside its list")
    return kind(number)


def _codes(value: Value) -> tuple[int, ...]:
    return tuple(shape.uint(code, 255) for code in shape.array(value))
