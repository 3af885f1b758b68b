"""A language's sentences by key. One rule: a key without a sentence is an error of ours, never an empty screen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from kiosk import ready
from kiosk.languages.pack import MADE, BadPack, pack_folder
from kiosk.languages.plurals import RULE, chosen, with_forms, without_forms
from kiosk.problem import Bug

if TYPE_CHECKING:
    import polib


class Catalogue:
    """All sentences of one language. Placeholders are written {like_this}."""

    def __init__(self, language: str, sentences: Mapping[str, str]) -> None:
        self.language = language
        self.sentences = dict(sentences)

    def say(self, key: str, **values: object) -> str:
        """The sentence behind `key` with its placeholders filled. Raises Bug when the key is unknown."""
        try:
            return chosen(self.sentences, key, values.values()).format(**values)
        except (KeyError, IndexError) as error:
            raise Bug(f"no sentence {key} in {self.language}, or a placeholder without value") from error


@cache
def load_catalogue(code: str) -> Catalogue:
    """The catalogue of a pack, gaps filled from English. Raises BadPack."""
    sentences = _read(code)
    if code == "en":
        return Catalogue(code, sentences)
    return Catalogue(code, {**without_forms(load_catalogue("en").sentences), **sentences})


def parse_catalogue(code: str, untrusted: bytes) -> polib.POFile:
    """The entries of a `messages.po`. Raises BadPack when it is no whole PO file."""
    import polib

    try:
        entries = polib.pofile(untrusted.decode(), check_for_duplicates=True)
    except (UnicodeDecodeError, OSError, ValueError) as error:
        raise BadPack(f"The sentences of the language pack “{code}” are damaged. Install it again.") from error
    if not entries or any(entry.msgctxt is None for entry in entries):
        raise BadPack(f"The sentences of the language pack “{code}” are damaged. Install it again.")
    return entries


def _read(code: str) -> dict[str, str]:
    source = pack_folder(code).joinpath("messages.po")
    if not source.is_file():
        raise BadPack(f"The language pack “{code}” has no sentences. Install it again.")
    untrusted = source.read_bytes()
    return ready.read(MADE / f"{code}.cbor", untrusted) or read_source(code, untrusted)


def read_source(code: str, untrusted: bytes) -> dict[str, str]:
    """The sentences of a `messages.po` by key, English where one is missing, and plural forms. Raises BadPack."""
    entries = parse_catalogue(code, untrusted)
    sentences: dict[str, str] = {}
    for entry in entries:
        key = str(entry.msgctxt)
        if entry.msgid_plural and all(entry.msgstr_plural.values()):
            sentences |= {**with_forms(key, entry.msgstr_plural), RULE: entries.metadata.get("Plural-Forms", "")}
        elif not entry.fuzzy:
            sentences[key] = entry.msgstr or entry.msgid
    return sentences
