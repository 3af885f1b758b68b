"""Taps that came too soon, and mistakes of ours. One rule: a finger that meant the last page never acts on the next.

Two quick taps on one place moved two pages (measured), so nothing acts for 400 ms after a page appeared.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from kiosk.ports.clock import Clock

GATE_SECONDS = 0.4


class TapGate:
    """Shut for a moment after every change of page."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until = clock.monotonic()

    @property
    def open(self) -> bool:
        return self._clock.monotonic() >= self._until

    def shut(self) -> None:
        self._until = self._clock.monotonic() + GATE_SECONDS


class Gated(Protocol):
    """Where a tapped bridge finds its gate, and what happens when an act fails."""

    @property
    def gate(self) -> TapGate: ...

    def safely(self, act: Callable[[], None]) -> None: ...


class HasPlace(Protocol):
    """A bridge that acts for the guest at this place."""

    @property
    def place(self) -> Gated: ...


class Staffed(Gated, Protocol):
    """A place that knows whether somebody has passed the staff door."""

    @property
    def staffed(self) -> bool: ...


class HasStaffedPlace(Protocol):
    """A bridge of the staff area."""

    @property
    def place(self) -> Staffed: ...


_Bridge = TypeVar("_Bridge", bound=HasPlace)
_Room = TypeVar("_Room", bound=HasStaffedPlace)
_Given = ParamSpec("_Given")


def tapped(act: Callable[Concatenate[_Bridge, _Given], None]) -> Callable[Concatenate[_Bridge, _Given], None]:
    """For every slot that a finger can reach: through the gate, and a failure ends on the calm page."""

    @wraps(act)
    def through_the_gate(bridge: _Bridge, /, *given: _Given.args, **named: _Given.kwargs) -> None:
        if bridge.place.gate.open:
            bridge.place.safely(lambda: act(bridge, *given, **named))

    return through_the_gate


def staffed(act: Callable[Concatenate[_Room, _Given], None]) -> Callable[Concatenate[_Room, _Given], None]:
    """A `tapped` slot of the staff area: nothing happens unless somebody has passed the door."""

    @wraps(act)
    def behind_the_door(room: _Room, /, *given: _Given.args, **named: _Given.kwargs) -> None:
        if room.place.staffed and room.place.gate.open:
            room.place.safely(lambda: act(room, *given, **named))

    return behind_the_door
