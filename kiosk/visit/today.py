"""What this kiosk does today: languages, offers, leaflets only. One rule: it ends with the day and knows no guest.

The site's profile says what there is; today only leaves out, and orders languages. Kept as a small TOML file with a
version and its day, parsed strictly.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kiosk.problem import Damaged

if TYPE_CHECKING:
    from datetime import date

LIMIT = 4096
"""Bytes of the file at most."""
VERSION = 1
MOST = 64
_KEYS = {"version", "day", "languages", "offers_off", "leaflets_only"}


class Today(NamedTuple):
    """`languages` in the order of the first page, none for the site's own; `offers_off` by key."""

    languages: tuple[str, ...] = ()
    offers_off: frozenset[str] = frozenset()
    leaflets_only: bool = False

    def shown(self, accepted: Sequence[str]) -> tuple[str, ...]:
        """Today's languages among those that the site has; all of them where nothing was chosen or none is left."""
        return tuple(code for code in self.languages if code in accepted) or tuple(accepted)

    def has(self, offers: Sequence[str]) -> tuple[str, ...]:
        """The site's offers without those that are off today."""
        return tuple(key for key in offers if key not in self.offers_off)


def encode_today(today: Today, day: "date") -> bytes:
    """The file's bytes, which `parse_today` reads back to the same on that day."""
    import json  # not before the first frame

    lines = (
        f"version = {VERSION}",
        f"day = {day.isoformat()}",
        f"languages = {json.dumps(list(today.languages))}",
        f"offers_off = {json.dumps(sorted(today.offers_off))}",
        f"leaflets_only = {json.dumps(today.leaflets_only)}",
    )
    return "\n".join(lines).encode() + b"\n"


def parse_today(untrusted: bytes, day: "date") -> Today:
    """What was chosen for `day`; nothing when the file is of another day. Raises Damaged."""
    import tomllib  # not before the first frame
    from datetime import date

    try:
        table = tomllib.loads(untrusted.decode())
        if set(table) != _KEYS or table["version"] != VERSION or type(table["day"]) is not date:
            raise ValueError("another form")
        today = Today(_names(table["languages"]), frozenset(_names(table["offers_off"])), table["leaflets_only"])
        if type(today.leaflets_only) is not bool:
            raise ValueError("a flag")
    except ValueError as error:
        raise Damaged("today.toml is damaged; delete it, and choose today's languages and offers again.") from error
    return today if table["day"] == day else Today()


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST or len(set(map(str, value))) != len(value):
        raise ValueError("a list of names")
    if not all(isinstance(name, str) and 0 < len(name) <= 64 and name.isprintable() for name in value):
        raise ValueError("a list of names")
    return tuple(value)
