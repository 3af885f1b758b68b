"""The nine characters that a person may say aloud when the slip cannot be scanned. One rule: a code is
random and says nothing; it is no number of anything.

Eight characters of Crockford's base32 (no I, L, O, U) are the 40 bits of `code5`; the ninth finds every wrong
character and nearly every swap of neighbours (Luhn modulo 32).
"""

from __future__ import annotations

import os

from kiosk.problem import Bug, Problem

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = str.maketrans("", "", " -‐‑–—")


class WrongCode(Problem):
    """What was typed is no code: too short, too long, or a character is wrong."""

    code = "wrong-code"


def new_code() -> bytes:
    """Five random bytes."""
    return os.urandom(5)


def format_code(code5: bytes) -> str:
    """XXXX-XXXX-X for people."""
    if len(code5) != 5:
        raise Bug("a code has five bytes")
    bits = int.from_bytes(code5, "big")
    digits = [bits >> shift & 31 for shift in range(35, -1, -5)]
    letters = "".join(ALPHABET[digit] for digit in digits)
    return f"{letters[:4]}-{letters[4:]}-{ALPHABET[check(digits)]}"


def parse_code(untrusted: str) -> bytes:
    """The five bytes of a typed code: any case, spaces and dashes anywhere, O for 0, I or L for 1. Raises
    WrongCode.
    """
    letters = untrusted.translate(_BETWEEN).strip().upper().translate(_READ_AS)
    if len(letters) != 9 or any(letter not in ALPHABET for letter in letters):
        raise WrongCode("A code has nine letters and digits, like 7K2M-QX4D-9; please read it again.")
    digits = [ALPHABET.index(letter) for letter in letters]
    if check(digits[:8]) != digits[8]:
        raise WrongCode("One character of this code is not as printed; please read it again.")
    bits = 0
    for digit in digits[:8]:
        bits = bits << 5 | digit
    return bits.to_bytes(5, "big")


def check(digits: list[int]) -> int:
    """Luhn modulo 32 over values 0 … 31: every second one, from the last, counts twice, with its two
    base-32 digits added up.
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = digit * (2 - place % 2)
        total += doubled // 32 + doubled % 32
    return -total % 32
