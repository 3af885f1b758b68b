"""Telephone numbers and dates in running text. One rule: their groups keep their order and stay on one line.

The bidi algorithm puts `555 0100` behind Arabic words as `0100 555`: a number that no one can dial. Each
number is therefore embedded left-to-right, between marks that keep it from joining its neighbours.
"""

from __future__ import annotations

import re

_LETTER = r"[^\W\u2e80-\u9fff]"
"""Letters and digits that a number is part of a word with; hanzi stand beside numbers without a space."""
_NUMBER = re.compile(rf"(?<!{_LETTER})(?<!\+)(?:\+?\(\d+\) ?|\+)?\d+(?:(?:[ .\-/]|\) ?| \()\d+)*(?!{_LETTER})")
_DIGITS = re.compile(r"\d")
_FEWEST = 6
_RLM, _LRE, _PDF = "\u200f", "\u202a", "\u202c"


def keep_whole(text: str, right_to_left: bool) -> str:
    """The text with unbreakable numbers; shorter figures (`9–17`, `24/7`) are left as they are written."""

    def whole(found: re.Match[str]) -> str:
        number = found.group()
        if len(_DIGITS.findall(number)) < _FEWEST:
            return number
        number = number.replace(" ", "\u00a0")
        return f"{_RLM}{_LRE}{number}{_PDF}{_RLM}" if right_to_left else number

    return _NUMBER.sub(whole, text)
