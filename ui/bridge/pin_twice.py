"""A new staff code, entered twice. One rule: what was entered is forgotten when it is given on, or does not fit."""

from __future__ import annotations

from enum import Enum

SHORTEST, LONGEST = 6, 10


class Entry(Enum):
    """What became of a touch on *enter*; two of them are keys of the catalogue."""

    TOO_SHORT = "first.pin.digits"
    ONCE_MORE = ""
    DIFFERENT = "first.pin.differ"
    COMPLETE = "complete"


class PinTwice:
    """Digits on their way."""

    def __init__(self) -> None:
        self._pin = self._first = ""

    @property
    def entered(self) -> int:
        return len(self._pin)

    @property
    def again(self) -> bool:
        """Whether it is the second time."""
        return bool(self._first)

    def press(self, digit: str) -> None:
        if len(self._pin) < LONGEST:
            self._pin += digit

    def backspace(self) -> None:
        self._pin = self._pin[:-1]

    def enter(self) -> Entry:
        """Complete once the second time is the same as the first: then `take` gives it."""
        if len(self._pin) < SHORTEST:
            return Entry.TOO_SHORT
        if not self._first:
            self._first, self._pin = self._pin, ""
            return Entry.ONCE_MORE
        if self._pin != self._first:
            self.forget()
            return Entry.DIFFERENT
        return Entry.COMPLETE

    def take(self) -> str:
        """The staff code, which is forgotten here."""
        pin = self._pin
        self.forget()
        return pin

    def forget(self) -> None:
        self._pin = self._first = ""
