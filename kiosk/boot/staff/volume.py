"""How loud staff want the kiosk. One rule: what a guest changes at the machine's own buttons ends with their visit.

(An assistive volume has to go back after each user: 36 CFR 1194 appendix C, 402.3.)
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.boot.staff.mixer import Mixer


class StaffVolume:
    """A `kiosk.ports.staff.Level` over the system's mixer that remembers what staff chose. May take seconds."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._wanted: int | None = None

    def found(self) -> bool:
        """Whether there is a mixer that answers."""
        return _find() is not None

    def read(self) -> int | None:
        mixer = _find()
        return mixer.read() if mixer else None

    def set(self, percent: int) -> None:
        with self._lock:
            self._wanted = percent
            self._set(_find(), percent)

    def restore(self) -> None:
        """As staff chose; the first time, when nobody has chosen yet, as it stands."""
        with self._lock:
            mixer = _find()
            if self._wanted is None:
                self._wanted = mixer.read() if mixer else None
            else:
                self._set(mixer, self._wanted)

    def _set(self, mixer: Mixer | None, percent: int) -> None:
        if mixer is not None:
            mixer.set(percent)


def _find() -> Mixer | None:
    from kiosk.boot.staff.mixer import find_mixer  # not before the first frame

    return find_mixer()
