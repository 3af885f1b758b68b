"""New weeks of keys: each reader makes its own, the authority signs them into the schedule. One rule: secrets stay in
the keystore where they were made; only public keys travel (DESIGN section 3, epochs).

Offering twice offers the same keys, so that a crash or a lost file between the steps costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kiosk.formats.epoch import epoch_of
from kiosk.formats.identity import id8
from kiosk.formats.schedule import Schedule
from kiosk.formats.weeks import OFFERED, Weeks
from kiosk.ports.clock import Clock
from kiosk.ports.kinds import Role
from kiosk.problem import Problem
from shelter.keystore import READS, Keystore
from shelter.opening.secrets import EpochSecret

WEEKS = 26
"""How far ahead keys are made when nobody says otherwise."""
MOST_WEEKS = 52
KEPT_WEEKS = 11
"""Weeks from before the last issue stay in the schedule this long: ten until the hard limit of shredding, and one."""


class OfferMissing(Problem):
    """The authority was not given the weeks of both readers."""

    code = "offer-missing"


def wanted_end(schedule: Schedule, clock: Clock, weeks: int) -> int:
    """The last epoch that a rotation brings: `weeks` from now on, and not more than MOST_WEEKS beyond the schedule's
    own last, whatever the clock says.
    """
    wanted = epoch_of(clock.wall()) + weeks - 1
    return min(max(schedule.last_epoch + 1, wanted), schedule.last_epoch + MOST_WEEKS)


def offer(keystore: Keystore, schedule: Schedule, last_epoch: int) -> tuple[Keystore, bytes]:
    """The reader's keystore with secrets for every epoch after the schedule's last up to `last_epoch`, and the signed
    offer's file. The keystore must be stored before the offer leaves the machine. Raises Bug for another holder.
    """
    have = {(secret.epoch, secret.role): secret for secret in keystore.secrets}
    wanted = [(epoch, role) for epoch in range(schedule.last_epoch + 1, last_epoch + 1) for role in _roles(keystore)]
    made = {place: EpochSecret.create(place[1], place[0]) for place in wanted if place not in have}
    secrets = have | made
    reader = keystore.signing
    weeks = Weeks(
        schedule.site8,
        id8(reader.public_key().public_bytes_raw()),
        tuple(secrets[place].listed() for place in wanted),
    )
    return replace(keystore, secrets=(*keystore.secrets, *made.values())), weeks.sign(reader)


def with_weeks(schedule: Schedule, untrusted_offers: Iterable[bytes]) -> Schedule:
    """The schedule with the weeks that both readers offer, the same ones, and without those long over; not signed and
    with its version as before. Raises Damaged, WrongKey, OfferMissing.
    """
    offered: dict[Role, Weeks] = {}
    for untrusted in untrusted_offers:
        weeks, reader = Weeks.parse_and_verify(untrusted, schedule)
        offered[reader.role] = weeks
    if offered.keys() != OFFERED.keys():
        raise OfferMissing("Give the offered weeks of the desk and of the supervisor, one file of each.")
    last = min(weeks.last_epoch for weeks in offered.values())
    if any(weeks.first_epoch != schedule.last_epoch + 1 for weeks in offered.values()):
        raise OfferMissing("These weeks do not follow the newest schedule; have both readers offer them again.")
    fresh = (key for weeks in offered.values() for key in weeks.keys if key.epoch <= last)
    kept = (key for key in schedule.keys if key.epoch >= schedule.issued_epoch - KEPT_WEEKS)
    return replace(schedule, keys=(*kept, *fresh)).sorted()


def _roles(keystore: Keystore) -> tuple[Role, ...]:
    return tuple(sorted(READS[keystore.holder]))
