"""What no sentence may say, and what no catalogue may lack. One rule: we promise nothing and rank nobody.

Words that promise or rank may stand only in the sentences that deny them; `forbidden.toml` lists both, and the words of
denial that no end of a line may part from what they deny.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from typing import Any

from kiosk.languages.catalogue import parse_catalogue
from kiosk.languages.pack import load_pack, pack_bytes, pack_codes
from kiosk.languages.plurals import form_count, plural_rule

_PLACEHOLDER = re.compile(r"\{[a-z_]*\}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def findings() -> Iterator[str]:
    """Every fault of every pack, as one line each."""
    for code in pack_codes():
        yield from pack_findings(code)


def pack_findings(code: str) -> Iterator[str]:
    """The faults of one pack. Raises BadPack when it is no pack at all."""
    load_pack(code)
    if not _forbidden().get(code):
        yield f"{code}: forbidden.toml has no words for it, so nobody notices a promise"
    yield from catalogue_findings(code, pack_bytes(code)[1], _english())


def catalogue_findings(code: str, untrusted: bytes, english: Mapping[str, str]) -> Iterator[str]:
    """The faults of one catalogue against the English sentences by key."""
    parsed = parse_catalogue(code, untrusted)
    rule = parsed.metadata.get("Plural-Forms", "")
    entries = {str(entry.msgctxt): entry for entry in parsed}
    yield from (f"{code}: {key} is missing" for key in english.keys() - entries.keys())
    yield from (f"{code}: {key} is not in English" for key in entries.keys() - english.keys())
    for key, entry in entries.items():
        if entry.fuzzy or entry.msgid != english.get(key, entry.msgid):
            yield f"{code}: {key} is stale, its English has changed"
        if entry.msgid_plural and not _is_plural(entry.msgstr_plural, rule):
            yield f"{code}: {key} has not the plural forms that the file's header promises"
        for form, said in entry.msgstr_plural.items() if entry.msgid_plural else ((-1, entry.msgstr),):
            if not _same_placeholders(entry.msgid, said, unsaid=int(_names_one_number(form, rule))):
                yield f"{code}: {key} has other placeholders than the English"
            yield from _sentence_findings(code, key, said)


def _sentence_findings(code: str, key: str, said: str) -> Iterator[str]:
    if not said:
        yield f"{code}: {key} is empty"
    if code not in _denials().get(key, ()):
        yield from (f"{code}: {key} says “{word}”" for word in sorted(_promises(code, said)))
    yield from (f"{code}: {key} may break its line after “{word}”" for word in sorted(_loose(code, said)))


def _same_placeholders(english: str, said: str, unsaid: int) -> bool:
    """Whether `said` has the placeholders of the English, but for as many as may stay `unsaid`."""
    wanted, found = Counter(_PLACEHOLDER.findall(english)), Counter(_PLACEHOLDER.findall(said))
    return not found - wanted and (wanted - found).total() <= unsaid


def _names_one_number(form: int, header: str) -> bool:
    """Whether a plural form is of one number alone, as Arabic's dual: it says its number without digits."""
    try:
        return [plural_rule(header)(number) for number in range(200)].count(form) == 1
    except ValueError:
        return False


def _is_plural(forms: Mapping[int, str], header: str) -> bool:
    """Whether there is a form for every number, by the rule in the catalogue's header."""
    try:
        wanted = {plural_rule(header)(number) for number in range(200)}
    except ValueError:
        return False
    return wanted <= forms.keys() == set(range(form_count(header)))


def _promises(code: str, sentence: str) -> set[str]:
    composed = unicodedata.normalize("NFC", sentence).lower()
    words = set(_WORD.findall(_PLACEHOLDER.sub(" ", composed)))
    forbidden = _forbidden().get(code, frozenset())
    return {word for word in words if any(fnmatchcase(word, pattern) for pattern in forbidden)}


def _loose(code: str, sentence: str) -> set[str]:
    """The words of denial that an ordinary space follows."""
    tied = "|".join(_table().get("tied", {}).get(code, "").split())
    return set(re.findall(rf"(?<!\w)({tied}) ", sentence)) if tied else set()


@cache
def _english() -> dict[str, str]:
    return {str(entry.msgctxt): entry.msgid for entry in parse_catalogue("en", pack_bytes("en")[1])}


@cache
def _forbidden() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in _table()["words"].items()}


@cache
def _denials() -> dict[str, list[str]]:
    return _table()["denials"]


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files("kiosk.languages").joinpath("forbidden.toml").read_text())
