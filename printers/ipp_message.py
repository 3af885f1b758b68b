"""IPP messages (RFC 8010). One rule: an answer is bytes from outside until every length in it has been checked.

Only what printing a slip needs: a few value types are read, the others are kept as raw bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from kiosk.problem import Damaged

VERSION = b"\x02\x00"
LONGEST = 1 << 20
"""Bytes of an answer at most; a printer with hundreds of media says less than 100 kB."""


class Operation(IntEnum):
    """RFC 8011 section 5.4.15, and CUPS's own."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_PRINTERS = 0x4002


class Tag(IntEnum):
    """Delimiters and value types that are written or read."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    BEGIN_COLLECTION = 0x34
    END_COLLECTION = 0x37
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49
    MEMBER_NAME = 0x4A


Value = int | bool | str | bytes
_NUMBERS = (Tag.INTEGER, Tag.ENUM)
_TEXTS = range(0x40, 0x60)
_FIRST_VALUE = 0x10


@dataclass
class Group:
    """Attributes by name, each with its values in their order; one that comes twice has the values of both (CUPS's
    own test printer does so). Collections come out flat."""

    tag: int
    values: dict[str, list[Value]] = field(default_factory=dict)
    _last: list[Value] = field(default_factory=list, repr=False)

    def keep(self, name: str, value: Value) -> None:
        """Add a value, without a name to the attribute before it."""
        if name:
            self._last = self.values.setdefault(name, [])
        self._last.append(value)

    def texts(self, name: str) -> list[str]:
        """The values that are text."""
        return [value for value in self.values.get(name, []) if isinstance(value, str)]

    def number(self, name: str) -> int | None:
        """The first value, if it is a number."""
        first = next(iter(self.values.get(name, [])), None)
        return first if isinstance(first, int) and not isinstance(first, bool) else None


@dataclass(frozen=True)
class Answer:
    """A status code (below 0x0100 it worked) and the groups that came with it."""

    status: int
    groups: Sequence[Group]

    @property
    def worked(self) -> bool:
        return self.status < 0x0100

    def group(self, tag: Tag) -> Group:
        """The first group of a kind; an empty one when there is none."""
        return next(iter(self.all(tag)), Group(tag))

    def all(self, tag: Tag) -> list[Group]:
        """Every group of a kind."""
        return [group for group in self.groups if group.tag == tag]


def attribute(tag: Tag, name: str, *values: Value) -> bytes:
    """One attribute with one value or more. Raises OverflowError for numbers beyond 32 bits."""
    names = [name] + [""] * (len(values) - 1)
    return b"".join(_field(tag, each, _bytes(value)) for each, value in zip(names, values, strict=True))


def media_size(width: int, height: int) -> bytes:
    """`media-col` with a sheet of width × height, hundredths of a millimetre (PWG 5100.7)."""
    inner = _member("x-dimension", width) + _member("y-dimension", height)
    size = _field(Tag.MEMBER_NAME, "", b"media-size") + _collection("", inner)
    return _collection("media-col", size)


def request(operation: Operation, number: int, operation_group: bytes, job_group: bytes = b"") -> bytes:
    """A whole request, document data not included."""
    head = VERSION + operation.to_bytes(2, "big") + number.to_bytes(4, "big") + bytes([Tag.OPERATION])
    begin = attribute(Tag.CHARSET, "attributes-charset", "utf-8")
    begin += attribute(Tag.LANGUAGE, "attributes-natural-language", "en")
    jobs = bytes([Tag.JOB]) + job_group if job_group else b""
    return head + begin + operation_group + jobs + bytes([Tag.END])


def parse(untrusted: bytes, number: int) -> Answer:
    """Raises Damaged for anything that is not a whole answer to request `number`."""
    if len(untrusted) < 9 or int.from_bytes(untrusted[4:8], "big") != number:
        raise Damaged("The printer's answer is not IPP; check the printer's address.")
    reader = _Reader(untrusted, 8)
    groups: list[Group] = []
    while (tag := reader.byte()) != Tag.END:
        if tag < _FIRST_VALUE:
            groups.append(Group(tag))
            continue
        name, value = reader.field(), reader.field()
        _keep(groups, tag, name, value)
    return Answer(int.from_bytes(untrusted[2:4], "big"), groups)


def _keep(groups: list[Group], tag: int, name: bytes, value: bytes) -> None:
    """Add a value where it belongs: to its own name, or, without one, to the attribute before it."""
    if not groups:
        raise Damaged("The printer's answer begins in the middle; check the printer's address.")
    if tag not in (Tag.MEMBER_NAME, Tag.END_COLLECTION):
        groups[-1].keep(name.decode("utf-8", "replace"), _value(tag, value))


def _value(tag: int, value: bytes) -> Value:
    if tag in _NUMBERS and len(value) == 4:
        return int.from_bytes(value, "big", signed=True)
    if tag == Tag.BOOLEAN and len(value) == 1:
        return value != b"\x00"
    return value.decode("utf-8", "replace") if tag in _TEXTS else value


class _Reader:
    """Bytes with a place in them."""

    def __init__(self, data: bytes, place: int) -> None:
        self._data = data
        self._place = place

    def byte(self) -> int:
        return self._take(1)[0]

    def field(self) -> bytes:
        return self._take(int.from_bytes(self._take(2), "big"))

    def _take(self, count: int) -> bytes:
        taken = self._data[self._place : self._place + count]
        if len(taken) != count:
            raise Damaged("The printer's answer is cut off; check the network.")
        self._place += count
        return taken


def _bytes(value: Value) -> bytes:
    if isinstance(value, bool):
        return bytes([value])
    if isinstance(value, int):
        return value.to_bytes(4, "big", signed=True)
    return value.encode() if isinstance(value, str) else value


def _field(tag: int, name: str, value: bytes) -> bytes:
    encoded = name.encode()
    return bytes([tag]) + len(encoded).to_bytes(2, "big") + encoded + len(value).to_bytes(2, "big") + value


def _member(name: str, value: int) -> bytes:
    return _field(Tag.MEMBER_NAME, "", name.encode()) + _field(Tag.INTEGER, "", value.to_bytes(4, "big"))


def _collection(name: str, inner: bytes) -> bytes:
    return _field(Tag.BEGIN_COLLECTION, name, b"") + inner + _field(Tag.END_COLLECTION, "", b"")
