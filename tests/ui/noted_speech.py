"""A voice for the window that nobody hears."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.languages.voices import spoken_sentences
from kiosk.ports.speech import Sentence


class NotedSpeech:
    """Keeps the contract of `kiosk.ports.speech.Speech`; reads nothing and notes everything. `mute` languages have no
    voice."""

    def __init__(self, mute: Sequence[str] = ()) -> None:
        self.mute = set(mute)
        self.said: list[list[Sentence]] = []
        self.told: Callable[[int | None], None] = lambda _: None
        self.stops = self.settled = 0
        self.closed = False

    def can_say(self, sentence: Sentence) -> bool:
        return sentence[0] not in self.mute and sentence[1] in spoken_sentences(sentence[0])

    def say(self, sentences: Sequence[Sentence], told: Callable[[int | None], None]) -> None:
        self.said.append(list(sentences))
        self.told = told

    def stop(self) -> None:
        self.stops += 1

    def settle(self) -> None:
        self.settled += 1

    def close(self) -> None:
        self.closed = True
