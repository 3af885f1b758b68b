"""What no sentence may say, and what no catalogue may lack. One rule: we promise nothing and rank nobody.

Words that promise or rank may stand only in the sentences that deny them; `forbidden.toml` lists both.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from kiosk.languages.catalogue import parse_catalogue
from kiosk.languages.pack import pack_codes, pack_folder

_PLACEHOLDER = re.compile(r"\{[a-z_]*\}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def findings() -> Iterator[str]:
    """Every fault of every pack, as one line each."""
    sources = {code: pack_folder(code).joinpath("messages.po").read_bytes() for code in pack_codes()}
    english = {str(entry.msgctxt): entry.msgid for entry in parse_catalogue("en", sources["en"])}
    for code, untrusted in sources.items():
        yield from catalogue_findings(code, untrusted, english)


def catalogue_findings(code: str, untrusted: bytes, english: Mapping[str, str]) -> Iterator[str]:
    """The faults of one catalogue against the English sentences by key."""
    entries = {str(entry.msgctxt): entry for entry in parse_catalogue(code, untrusted)}
    yield from (f"{code}: {key} is missing" for key in english.keys() - entries.keys())
    yield from (f"{code}: {key} is not in English" for key in entries.keys() - english.keys())
    for key, entry in entries.items():
        if not entry.msgstr:
            yield f"{code}: {key} is empty"
        elif entry.fuzzy or entry.msgid != english.get(key, entry.msgid):
            yield f"{code}: {key} is stale, its English has changed"
        if sorted(_PLACEHOLDER.findall(entry.msgstr)) != sorted(_PLACEHOLDER.findall(entry.msgid)):
            yield f"{code}: {key} has other placeholders than the English"
        if code not in _denials().get(key, ()):
            yield from (f"{code}: {key} says “{word}”" for word in sorted(_promises(code, entry.msgstr)))


def _promises(code: str, sentence: str) -> set[str]:
    words = {word.lower() for word in _WORD.findall(_PLACEHOLDER.sub(" ", sentence))}
    return words & _forbidden().get(code, frozenset())


@cache
def _forbidden() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in _table()["words"].items()}


@cache
def _denials() -> dict[str, list[str]]:
    return _table()["denials"]


def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files("kiosk.languages").joinpath("forbidden.toml").read_text())
