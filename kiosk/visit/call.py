"""Calling a volunteer, or a doctor. One rule: a call goes on until a volunteer says that they are there."""

from __future__ import annotations

from enum import Enum

from kiosk.ports.clock import Clock

SOUND_AFTER_SECONDS = 20.0
OUTSIDE_EVERY_SECONDS = 20.0
"""How often a doctor's call is told outside, where IT set that up."""


class CallReason(Enum):
    """Why somebody is called."""

    HELP = "help"
    DOCTOR = "doctor"


class VolunteerCall:
    """Nobody called, or somebody calling; the flow waits meanwhile."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._since = 0.0
        self._reason: CallReason | None = None
        self._outside_at: float | None = None

    @property
    def reason(self) -> CallReason | None:
        """Why a volunteer is being called; None when nobody is."""
        return self._reason

    @property
    def audible(self) -> bool:
        """Whether the call may be heard by now: seen at once, heard after 20 s."""
        return self._reason is not None and self._clock.monotonic() - self._since >= SOUND_AFTER_SECONDS

    def raise_call(self, reason: CallReason) -> None:
        """Call, or turn a call for help into one for a doctor; never the other way round."""
        if self._reason is None:
            self._since = self._clock.monotonic()
        if self._reason is not CallReason.DOCTOR:
            self._reason = reason

    def goes_outside(self) -> bool:
        """Whether to tell it outside now: when a doctor is called, and at each repeat. True once each time."""
        now = self._clock.monotonic()
        if self._reason is not CallReason.DOCTOR or (self._outside_at is not None and now < self._outside_at):
            return False
        self._outside_at = now + OUTSIDE_EVERY_SECONDS
        return True

    def acknowledge(self) -> None:
        """A volunteer is there."""
        self._reason = None
        self._outside_at = None
