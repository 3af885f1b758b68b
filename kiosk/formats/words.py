"""Six words that two people compare by voice. One rule: the words are made by rule and none is kept in a list, so that
anybody can make them again from this page.

A word is one of 7776 = 6^5, as in diceware lists: onset, vowel, onset, ending, which Spanish and English speakers say
much alike. Six words are 77 bits. Onsets and endings were chosen so that hardly a word means anything in Spanish or
English; a real word here and there does no harm.
"""

from __future__ import annotations

from hashlib import sha256

from kiosk.formats.identity import label

ONSETS = ("b", "br", "ch", "d", "dr", "f", "fl", "k", "kr", "l", "m", "n", "pl", "r", "s", "t", "tr", "y")
VOWELS = ("a", "e", "i", "o")
ENDINGS = ("ek", "el", "in", "ix", "ol", "um")
HOW_MANY = len(ONSETS) * len(VOWELS) * len(ONSETS) * len(ENDINGS)
SIX = 6


def word(number: int) -> str:
    """The word of a number, 0 ≤ number < 7776."""
    number, ending = divmod(number, len(ENDINGS))
    number, second = divmod(number, len(ONSETS))
    first, vowel = divmod(number, len(VOWELS))
    return ONSETS[first] + VOWELS[vowel] + ONSETS[second] + ENDINGS[ending]


def six_words(*keys: bytes) -> tuple[str, ...]:
    """The words of some keys, 32 bytes each: SHA256("ceiba/words/1"00 ‖ keys) as a number, to the base of 7776, the
    lowest six digits.
    """
    number = int.from_bytes(sha256(label("words") + b"".join(keys)).digest(), "big")
    digits = []
    for _ in range(SIX):
        number, digit = divmod(number, HOW_MANY)
        digits.append(word(digit))
    return tuple(digits)


def normal(untrusted: str) -> tuple[str, ...]:
    """Words as somebody typed them: any case, any spaces, dashes or commas between."""
    return tuple(untrusted.lower().replace("-", " ").replace(",", " ").split())
