"""The two facts a kiosk must never forget backwards (DESIGN section 3): epoch and schedule version only rise."""

from __future__ import annotations

from typing import Protocol


class Marks(Protocol):
    """High-water marks, durable. Errors of the disk are Problems; after one, call again."""

    def epoch(self) -> int:
        """The highest epoch ever stored; 0 at first."""
        ...

    def schedule_version(self) -> int:
        """The highest schedule version ever stored; 0 at first."""
        ...

    def raise_to(self, epoch: int, schedule_version: int) -> None:
        """Lift each mark to the given value where that is higher; writes nothing when neither is."""
        ...
