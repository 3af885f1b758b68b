"""A language pack: its names, direction, fonts and review. One rule: a guest's screen shows a pack's own words or none.

A pack is a folder with `pack.toml` and `messages.po`. The catalogue is gettext's PO, so that translators keep their
tools: `msgctxt` is the key that the program uses, `msgid` the English, so that a stale sentence shows itself.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kiosk import ready
from kiosk.problem import Problem

MACHINE_DRAFT = "machine draft"
PACKS = Path(__file__).parent
MADE = PACKS / "made"
"""Packs' properties and sentences, made ready at build time."""


class BadPack(Problem):
    """A language pack is damaged or incomplete."""

    code = "bad-pack"


class Pack(NamedTuple):
    """The properties of a pack. `review` says who answers for the words ("machine draft", or a name)."""

    code: str
    own_name: str
    is_this_yours: str
    right_to_left: bool
    fonts: tuple[str, ...]
    review: str

    @property
    def is_draft(self) -> bool:
        """Whether no person answers for the words yet."""
        return self.review == MACHINE_DRAFT


def pack_codes() -> tuple[str, ...]:
    """Codes of the packs that ship with the product, in alphabetical order."""
    folders = (entry for entry in PACKS.iterdir() if entry.is_dir())
    return tuple(sorted(entry.name for entry in folders if entry.joinpath("pack.toml").is_file()))


@cache
def load_pack(code: str) -> Pack:
    """The pack of one language. Raises BadPack."""
    source = pack_folder(code).joinpath("pack.toml")
    if not source.is_file():
        raise BadPack(f"There is no language pack “{code}”. Choose one of: {', '.join(pack_codes())}.")
    untrusted = source.read_bytes()
    table = ready.read(MADE / f"{code}.pack.cbor", untrusted)
    return parse_pack(code, untrusted) if table is None else _pack_of(code, table)


def parse_pack(code: str, untrusted: bytes) -> Pack:
    """Parse a `pack.toml`. Raises BadPack."""
    return _pack_of(code, pack_table(code, untrusted))


def pack_table(code: str, untrusted: bytes) -> dict[str, Any]:
    """The table of a `pack.toml`. Raises BadPack."""
    import tomllib  # the first frame finds the table made ready

    try:
        return tomllib.loads(untrusted.decode())
    except ValueError as error:
        raise BadPack(f"The language pack “{code}” is damaged. Install it again.") from error


def _pack_of(code: str, table: Mapping[str, Any]) -> Pack:
    try:
        return Pack(
            code=code,
            own_name=_text(table["own_name"]),
            is_this_yours=_text(table["is_this_yours"]),
            right_to_left={"ltr": False, "rtl": True}[table["direction"]],
            fonts=tuple(_text(font) for font in table["fonts"]),
            review=_text(table["review"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadPack(f"The language pack “{code}” is damaged. Install it again.") from error


def pack_bytes(code: str) -> tuple[bytes, bytes]:
    """A pack's `pack.toml` and `messages.po` as they are. Raises BadPack."""
    properties, sentences = (pack_folder(code).joinpath(name) for name in ("pack.toml", "messages.po"))
    if not (properties.is_file() and sentences.is_file()):
        raise BadPack(f"There is no whole language pack “{code}”. Choose one of: {', '.join(pack_codes())}.")
    return properties.read_bytes(), sentences.read_bytes()


def pack_folder(code: str) -> Path:
    """Where a pack's files lie."""
    return PACKS / code


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("text")
    return value
