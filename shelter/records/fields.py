"""The fields of an opened record. One rule: a field of another shape is `Damaged`, whoever sealed the record: the keys
to seal with are public.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import IntEnum
from typing import TypeVar

from kiosk.formats import shape
from kiosk.formats.cbor import Value, damaged

LONGEST_TAG = 35
"""Characters of a language tag (RFC 5646 section 4.4.1)."""
LAST_DAY = 2**16
MOST_CHILDREN = 255
Codes = tuple[int, ...]
MemberT = TypeVar("MemberT", bound=IntEnum)


def date_of(number: int) -> date:
    """The date of a day since 1970."""
    return date(1970, 1, 1) + timedelta(days=number)


def number_of(day: date) -> int:
    """The day since 1970 of a date."""
    return (day - date(1970, 1, 1)).days


def day(value: Value) -> int:
    """A day since 1970. Raises Damaged."""
    return shape.uint(value, LAST_DAY)


def children(value: Value) -> int | None:
    """A count of children, None when it was not said. Raises Damaged."""
    return None if value is None else shape.uint(value, MOST_CHILDREN)


def table(value: Value) -> dict[int, Value]:
    """A map by codes 0–255. Raises Damaged."""
    if not isinstance(value, dict) or any(code > 255 for code in value):
        raise damaged("a map of another kind")
    return value


def answers(value: Value) -> dict[int, Codes]:
    """Option codes by question code. Raises Damaged."""
    return {code: tuple(shape.uint(one, 255) for one in shape.array(said)) for code, said in table(value).items()}


def tag(value: Value) -> str | None:
    """A language tag, None for an empty one. Raises Damaged for anything that could be more than a tag."""
    if not isinstance(value, str) or len(value) > LONGEST_TAG or not value.isascii():
        raise damaged("a language of another form")
    if value and not value.replace("-", "").isalnum():
        raise damaged("a language of another form")
    return value or None


def member(kind: type[MemberT], value: Value) -> MemberT:
    """A member of an enum by its number. Raises Damaged."""
    number = shape.uint(value)
    if number not in kind.__members__.values():
        raise damaged("a number outside its list")
    return kind(number)
