"""Where a line may end. One rule: a code and a word stay whole, and no closing mark begins a line.

A small part of UAX #14, enough for the languages of the slip: after spaces, between hanzi, and after a slash
or a hyphen between words.
"""

from __future__ import annotations

import unicodedata

_NEVER_FIRST = frozenset("、。,.:;!?)]}»》〉」』】〕〗…—–·~%‰℃°々”’")
_CLAUSE = frozenset("。,.:;!?،؛؟")
_NEVER_LAST = frozenset("([{«《〈「『【〔〖“‘$¥€£+#")
"""Full-width forms are these too: they are looked up by their plain character (W3C, Requirements for Chinese Text
Layout, section on prohibition rules for line start and line end)."""


def ends_a_clause(text: str) -> bool:
    """Whether the sentence takes breath after this text."""
    return bool(text) and _plain(text[-1]) in _CLAUSE


def piece_ends(text: str) -> list[int]:
    """Every index at which a line may end, the text's end last; spaces belong to the piece before them."""
    return [index for index in range(1, len(text)) if _may_end(text, index)] + [len(text)]


def _may_end(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    if before == " ":
        return after != " "
    if after == " ":
        return False
    if _is_wide(before) or _is_wide(after):
        return _plain(after) not in _NEVER_FIRST and _plain(before) not in _NEVER_LAST and not _is_mark(after)
    if before in "/-\u2010" and index >= 2:
        return text[index - 2].islower() and after.islower()
    return before in "\u2013\u2014\u200b" and after.isalpha()


def _plain(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("W", "F")
