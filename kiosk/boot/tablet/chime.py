"""The sound of a call that nobody has seen yet: three soft notes by the system's player, in its own process.

One rule: no player, no device or a stuck one only means that the call stays silent; it is on the screen anyway.
"""

from __future__ import annotations

import io
import math
import shutil
import struct
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from threading import Thread

RATE = 22_050
NOTES = (659.3, 523.3, 659.3)
NOTE_SECONDS = 0.35
PLAY_SECONDS = 5.0
PLAYERS: Sequence[Sequence[str]] = (
    ("pw-cat", "--playback", "-"),
    ("paplay", "--file-format=wav", "/dev/stdin"),
    ("aplay", "--quiet", "-"),
)


def find_chime() -> Callable[[], None] | None:
    """Something that makes the sound and returns at once; None where the system has no player."""
    for player in PLAYERS:
        if shutil.which(player[0]):
            return lambda: Thread(target=_play, args=(player,), name="chime", daemon=True).start()
    return None


@cache
def chime() -> bytes:
    """A WAV of about a second: mono, 16 bits, no louder than a third of full scale."""
    import wave

    samples = []
    for note in NOTES:
        count = int(RATE * NOTE_SECONDS)
        for step in range(count):
            fading = math.sin(math.pi * step / count)
            samples.append(round(32767 / 3 * fading * math.sin(2 * math.pi * note * step / RATE)))
    memory = io.BytesIO()
    with wave.open(memory, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return memory.getvalue()


def _play(player: Sequence[str]) -> None:
    import subprocess

    with suppress(OSError, subprocess.SubprocessError):
        subprocess.run(player, input=chime(), timeout=PLAY_SECONDS, check=False, capture_output=True)
