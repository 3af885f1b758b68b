"""Pages read out by the system's player, in its own process. One rule: a player that is missing, fails or never ends
only means that a page is read and not heard.

Sounds are Ogg Opus (a tenth of WAV's size), which the players of PipeWire and PulseAudio take as they are. A kiosk
that has ALSA alone needs `opusdec` before `aplay`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, NamedTuple

from kiosk.languages.voices import SUFFIXES, voice_file
from kiosk.ports.speech import Sentence

if TYPE_CHECKING:
    from kiosk.boot.process_group import ProcessGroup
    from kiosk.boot.staff.volume import StaffVolume

SENTENCE_SECONDS = 30.0
JOIN_SECONDS = 2.0


class Player(NamedTuple):
    """`needs` are programs, `plays` suffixes; the file follows `command`."""

    needs: tuple[str, ...]
    command: tuple[str, ...]
    plays: tuple[str, ...] = SUFFIXES

    @property
    def installed(self) -> bool:
        return all(shutil.which(program) for program in self.needs)


PLAYERS: Sequence[Player] = (
    Player(("pw-play",), ("pw-play",)),
    Player(("paplay",), ("paplay",)),
    Player(
        ("opusdec", "aplay"),
        ("sh", "-c", 'opusdec --quiet --force-wav "$1" - | aplay --quiet -', "sh"),
        (".opus",),
    ),
    Player(("aplay",), ("aplay", "--quiet"), (".wav",)),
)
"""PipeWire, PulseAudio, ALSA."""


class _Reading:
    """One row of sentences on their way to the ear."""

    def __init__(self) -> None:
        self.stopped = False
        self._lock = Lock()
        self._group: ProcessGroup | None = None

    def stop(self) -> None:
        with self._lock:
            self.stopped = True
            if self._group is not None:
                self._group.end()

    def play(self, command: Sequence[str], seconds: float) -> bool:
        """Whether the player said that it played to the end."""
        from kiosk.boot.process_group import ProcessGroup  # not before the first frame

        with suppress(OSError):
            with self._lock:
                if self.stopped:
                    return False
                self._group = ProcessGroup(command)
            return self._group.wait(seconds)
        return False


class PlayedSpeech:
    """The `Speech` of a machine with a player. One thread a reading; each reaps its own process."""

    def __init__(
        self,
        players: Sequence[Player],
        volume: StaffVolume,
        seconds: float = SENTENCE_SECONDS,
        sound: Callable[[str, str], Path | None] = voice_file,
    ) -> None:
        self._players, self._volume, self._seconds, self._sound = tuple(players), volume, seconds, sound
        self._failed: set[Player] = set()
        self._reading = _Reading()
        self._threads: list[Thread] = []

    def can_say(self, sentence: Sentence) -> bool:
        file = self._sound(*sentence)
        return file is not None and any(self._playing(file))

    def say(self, sentences: Sequence[Sentence], told: Callable[[int | None], None]) -> None:
        self.stop()
        self._reading = reading = _Reading()
        self._walk("speech", lambda: self._read(reading, sentences, told))

    def stop(self) -> None:
        self._reading.stop()

    def settle(self) -> None:
        self._failed.clear()
        self._walk("volume", self._volume.restore)

    def close(self) -> None:
        self.stop()
        for thread in self._threads:
            thread.join(JOIN_SECONDS)

    def _read(self, reading: _Reading, sentences: Sequence[Sentence], told: Callable[[int | None], None]) -> None:
        for place, sentence in enumerate(sentences):
            file = self._sound(*sentence)
            if reading.stopped:
                return
            if file is not None:
                told(place)
                self._play(reading, file)
        if not reading.stopped:
            told(None)

    def _play(self, reading: _Reading, file: Path) -> None:
        for player in self._playing(file):
            if reading.play((*player.command, str(file)), self._seconds) or reading.stopped:
                return
            self._failed.add(player)

    def _playing(self, file: Path) -> list[Player]:
        return [player for player in self._players if file.suffix in player.plays and player not in self._failed]

    def _walk(self, name: str, work: Callable[[], None]) -> None:
        thread = Thread(target=work, name=name, daemon=True)
        self._threads = [*(other for other in self._threads if other.is_alive()), thread]
        thread.start()


def find_speech(volume: StaffVolume) -> PlayedSpeech | None:
    """None where the system has no player. Looks at file names only: the first frame waits for it."""
    players = [player for player in PLAYERS if player.installed]
    return PlayedSpeech(players, volume) if players else None
