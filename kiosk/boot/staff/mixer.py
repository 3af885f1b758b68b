"""How loud the machine is, by the system's own mixer, in its own process. One rule: no mixer, or a stuck one, only
means that the volume cannot be told or set here.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

SECONDS = 2.0


@dataclass(frozen=True)
class Mixer:
    """A `kiosk.ports.staff.Level` over one program. `told` finds in its answer a share of 1 or a percentage."""

    asks: tuple[str, ...]
    sets: tuple[str, ...]
    told: str
    share: bool = False

    def read(self) -> int | None:
        answer = _run(self.asks)
        found = re.search(self.told, answer or "")
        if found is None:
            return None
        return min(100, round(float(found[1]) * (100 if self.share else 1)))

    def set(self, percent: int) -> None:
        _run([*self.sets, f"{max(0, min(100, percent))}%"])


MIXERS: Sequence[Mixer] = (
    Mixer(
        ("wpctl", "get-volume", "@DEFAULT_AUDIO_SINK@"),
        ("wpctl", "set-volume", "@DEFAULT_AUDIO_SINK@"),
        r"Volume: (\d+\.\d+)",
        share=True,
    ),
    Mixer(
        ("pactl", "get-sink-volume", "@DEFAULT_SINK@"),
        ("pactl", "set-sink-volume", "@DEFAULT_SINK@"),
        r"/ +(\d+)% /",
    ),
    Mixer(("amixer", "-M", "sget", "Master"), ("amixer", "-q", "-M", "sset", "Master"), r"\[(\d+)%\]"),
)
"""PipeWire, PulseAudio, ALSA; the first that is installed and answers."""


def find_mixer() -> Mixer | None:
    """The system's mixer, None where there is none or no sound device. Takes seconds at worst."""
    return next((mixer for mixer in MIXERS if shutil.which(mixer.asks[0]) and mixer.read() is not None), None)


def _run(words: Sequence[str]) -> str | None:
    """What the program said; None when it did not end well in time."""
    try:
        done = subprocess.run(words, timeout=SECONDS, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout[:4096].decode("ascii", "replace")
