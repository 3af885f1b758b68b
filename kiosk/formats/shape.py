"""Reads one element of a parsed structure as what its format says. One rule: a wrong shape is `Damaged`,
never a TypeError further on.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kiosk.formats.cbor import INT_MAX, Value, damaged
from kiosk.problem import Bug


def array(value: Value, length: int | None = None) -> list[Value]:
    """A list, of exactly `length` elements when given."""
    if not isinstance(value, list) or (length is not None and len(value) != length):
        raise damaged("an array of another length or kind")
    return value


def octets(value: Value, length: int | None = None) -> bytes:
    """A byte string, of exactly `length` bytes when given."""
    if not isinstance(value, bytes) or (length is not None and len(value) != length):
        raise damaged("a byte string of another length or kind")
    return value


def uint(value: Value, top: int = INT_MAX) -> int:
    """An int with 0 ≤ value ≤ top; True and False are no ints."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= top:
        raise damaged("a number outside its range")
    return value


def flag(value: Value) -> bool:
    """True or False."""
    if not isinstance(value, bool):
        raise damaged("a flag that is neither true nor false")
    return value


def version(value: Value) -> None:
    """The leading 1 of every structure of formats v1."""
    if uint(value) != 1:
        raise damaged("a format version that this program does not know")


def ascending(keys: Iterable[tuple[object, ...]]) -> None:
    """Lists without an order of their own stand in ascending order and without repetition."""
    if any(not one < two for one, two in pairwise(keys)):
        raise damaged("a list out of order or with a repetition")


def sized(name: str, value: bytes, length: int) -> bytes:
    """What we are about to write has the length that its name says. Raises Bug."""
    if len(value) != length:
        raise Bug(f"{name} takes {length} bytes, not {len(value)}")
    return value
