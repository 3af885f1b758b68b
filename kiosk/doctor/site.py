"""What can be said of a site's schedule, of the clock and of what waits for the shelter. One rule: plain values in, a
finding out; where the values come from is the caller's.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kiosk.doctor.asked import answer
from kiosk.formats.epoch import current_epoch, epoch_of
from kiosk.formats.schedule import Device, DeviceState, Schedule
from kiosk.ports.finding import CheckKey, Finding, State

FEW_EPOCHS = 2
"""Fewer weeks of keys than this and staff are told."""
AHEAD_WEEKS = 260
"""A clock that is so far behind the last week of keys is wrong, and the keys are not old."""


def clock(wall: datetime, schedule: Schedule, high_water: int) -> Finding:
    """Whether the wall clock's week is one that can be: not before the schedule or what was sealed to last, and not
    years after it.
    """
    now, week = epoch_of(wall), current_epoch(epoch_of(wall), schedule, high_water)
    wrong = now < week or now > schedule.last_epoch + AHEAD_WEEKS
    return Finding(CheckKey.CLOCK, State.ATTENTION if wrong else State.OK, facts={"set by the network": _by_network()})


def keys(wall: datetime, schedule: Schedule, high_water: int, listed: Device | None, secret: Path) -> Finding:
    """How long the schedule's keys last; whether the site listens to this machine; who may read its own key."""
    now = epoch_of(wall)
    left = schedule.last_epoch - current_epoch(now, schedule, high_water)
    facts = {"weeks left": str(left), "schedule": str(schedule.version)}
    if listed is not None and listed.state is DeviceState.REVOKED:
        return Finding(CheckKey.KEYS, State.BROKEN, "revoked", facts)
    if secret.exists() and secret.stat().st_mode & 0o077:
        return Finding(CheckKey.KEYS, State.BROKEN, "rights", facts)
    if schedule.last_epoch < now <= schedule.last_epoch + AHEAD_WEEKS:
        return Finding(CheckKey.KEYS, State.BROKEN, "over", facts)
    return Finding(CheckKey.KEYS, State.ATTENTION if left < FEW_EPOCHS else State.OK, facts=facts)


def backlog(hours: int, *, waits: bool, long: bool, damaged: bool) -> Finding:
    """What the shelter does not have yet. The hours that the oldest batch has waited are told and no number of batches:
    one that was full before its half hour was over would show in it.
    """
    facts = {"hours": str(hours)}
    if damaged or long:
        return Finding(CheckKey.SHELTER, State.ATTENTION, "damaged" if damaged else "long", facts)
    return Finding(CheckKey.SHELTER, detail="waits" if waits else "nothing", facts=facts)


def _by_network() -> str:
    """Whether the system says that the network sets its clock, by timedatectl(1)."""
    said = answer("timedatectl", "show", "--property=NTPSynchronized", "--value")
    return said if said in ("yes", "no") else "cannot be told"
