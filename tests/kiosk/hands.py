"""A clock that a test moves by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class HandClock:
    """Both readings of `kiosk.ports.clock.Clock`; `advance` moves them together, `set_wall` the wall alone."""

    def __init__(self, wall: datetime = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)) -> None:
        self._wall = wall
        self._monotonic = 1000.0

    def wall(self) -> datetime:
        return self._wall

    def monotonic(self) -> float:
        return self._monotonic

    def advance(self, seconds: float) -> None:
        self._wall += timedelta(seconds=seconds)
        self._monotonic += seconds

    def set_wall(self, wall: datetime) -> None:
        self._wall = wall
