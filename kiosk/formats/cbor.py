"""The one encoding under every structure of ours. One rule: a value has exactly one byte string, and
anything else is `Damaged` before its content is looked at.

The profile (docs/formats.md, "CBOR"): RFC 8949 core deterministic encoding; int, bytes, str, bool, None,
list and maps whose keys are non-negative ints; nothing else (no tags, floats, undefined), at most eight
containers deep.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn, TypeAlias

import cbor2

from kiosk.problem import Bug, Damaged

Value: TypeAlias = int | bytes | str | bool | list["Value"] | dict[int, "Value"] | None

DEPTH = 8
"""How many arrays and maps may stand inside each other."""
LIMIT = 65_536
"""Bytes that `decode` takes unless told otherwise: nothing of ours that travels is larger (DESIGN section
5).
"""
INT_MIN, INT_MAX = -(1 << 64), (1 << 64) - 1


def encode(value: object) -> bytes:
    """The canonical bytes of a value; lists and tuples become arrays, mappings maps. Raises Bug outside the
    profile.
    """
    return cbor2.dumps(_profiled(value, DEPTH), canonical=True)


def decode(untrusted: bytes, *, limit: int = LIMIT) -> Value:
    """The value of canonical bytes, at most `limit` of them. Raises Damaged for everything else."""
    if len(untrusted) > limit:
        raise damaged(f"longer than {limit} bytes")
    try:
        value = decode_own(untrusted)
        canonical = encode(value)
    except Bug as error:
        raise damaged("not in the strict encoding") from error
    if canonical != untrusted:
        raise damaged("not in the one canonical encoding, or followed by other bytes")
    return _profiled(value, DEPTH)


def encode_own(value: object) -> bytes:
    """The canonical bytes of a value that stays on this machine: its maps may have text for keys. Raises Bug."""
    try:
        return cbor2.dumps(value, canonical=True)
    except cbor2.CBOREncodeError as error:
        raise Bug("a value that CBOR has no plain form for") from error


def decode_own(untrusted: bytes) -> Any:
    """What `encode_own` wrote: anything but tags, in any encoding. Raises Damaged."""
    try:
        return cbor2.loads(
            untrusted,
            semantic_decoders=_NO_TAGS,
            tag_hook=_tag_found,
            max_depth=DEPTH,
            allow_indefinite=False,
            allow_duplicate_keys=False,
        )
    except cbor2.CBORDecodeError as error:
        raise damaged("not in the strict encoding") from error


def damaged(reason: str) -> Damaged:
    """The Damaged that this package raises: `reason` is a few plain words about structure, never about
    content.
    """
    return Damaged(f"This is damaged or not made by this program ({reason}); use another copy or scan again.")


def _profiled(value: object, depth: int) -> Value:
    """The same value in plain types. Raises Bug when a type, a key or the depth is outside the profile."""
    if value is None or isinstance(value, bool | bytes):
        return value
    if isinstance(value, str):
        if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
            raise Bug("a lone surrogate is no text")
        return value
    if isinstance(value, int):
        if not INT_MIN <= value <= INT_MAX:
            raise Bug("an int of more than 64 bits")
        return int(value)
    if depth == 0:
        raise Bug("nested too deep")
    if isinstance(value, Mapping):
        return {_key(key): _profiled(item, depth - 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_profiled(item, depth - 1) for item in value]
    raise Bug(f"{type(value).__name__} is outside the profile")


def _key(key: object) -> int:
    if isinstance(key, bool) or not isinstance(key, int) or not 0 <= key <= INT_MAX:
        raise Bug("a map's key is a non-negative int of at most 64 bits")
    return int(key)


def _tag_found(*_: object) -> NoReturn:
    raise ValueError("no tags")


class _NoTags(Mapping[int, Any]):
    """Stands before every tag that cbor2 would interpret (dates, regular expressions, shared references)."""

    def __getitem__(self, tag: int) -> Any:
        return _tag_found

    def __iter__(self) -> Iterator[int]:
        return iter(())

    def __len__(self) -> int:
        return 0


_NO_TAGS = _NoTags()
