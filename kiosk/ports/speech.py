"""How a page is heard. One rule: nothing here ever waits, and what cannot be heard is not offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

Sentence = tuple[str, str]
"""Code of a language, key of a sentence."""


class Speech(Protocol):
    """Reads sentences out."""

    def can_say(self, sentence: Sentence) -> bool:
        """Whether there is a sound of it, and something that plays it."""
        ...

    def say(self, sentences: Sequence[Sentence], told: Callable[[int | None], None]) -> None:
        """Read one after another and return at once; what was being read is over. `told` is called in another thread:
        with the place of each sentence as it begins, and with None at the end unless `stop` came first."""
        ...

    def stop(self) -> None:
        """Silence, now."""
        ...

    def settle(self) -> None:
        """The guest has left: as loud as staff want it, and a player that failed is tried anew."""
        ...

    def close(self) -> None:
        """Silence for good; no process is left behind."""
        ...
