"""New weeks: each reader makes its own keys, the authority joins them, and no kiosk is ever without a key."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.formats import schedule as schedules
from kiosk.formats.epoch import current_epoch, start_of
from kiosk.formats.keystore import Holder
from kiosk.formats.schedule import Schedule
from kiosk.ports.kinds import Kind, Role
from kiosk.problem import WrongKey
from shelter.keystore import READS, Keystore
from shelter.opening.blob import open_blob
from shelter.site.rotation import KEPT_WEEKS, MOST_WEEKS, OfferMissing, offer, wanted_end, with_weeks
from tests.kiosk.hands import HandClock
from tests.vectors.messages import DESK, SUPERVISOR
from tests.vectors.site import AUTHORITY, FIRST, ISSUED, LAST, SCHEDULE, SECRETS, SITE8


def keystore(holder: Holder) -> Keystore:
    by = {Holder.DESK: DESK, Holder.SUPERVISOR: SUPERVISOR}[holder]
    own = tuple(secret for secret in SECRETS if secret.role in READS[holder])
    return Keystore(holder, own, by.private_bytes_raw())


def offers(last: int, schedule: Schedule = SCHEDULE) -> tuple[Keystore, Keystore, list[bytes]]:
    desk, from_desk = offer(keystore(Holder.DESK), schedule, last)
    supervisor, from_supervisor = offer(keystore(Holder.SUPERVISOR), schedule, last)
    return desk, supervisor, [from_desk, from_supervisor]


def at(epoch: int) -> HandClock:
    clock = HandClock()
    clock.set_wall(start_of(epoch) + timedelta(days=2))
    return clock


def test_the_schedule_goes_on_and_every_new_week_can_be_read() -> None:
    desk, supervisor, made = offers(LAST + 5)
    longer = with_weeks(SCHEDULE, made)
    assert (longer.first_epoch, longer.last_epoch) == (FIRST, LAST + 5)
    schedules.check_follows(SCHEDULE, replace(longer, version=SCHEDULE.version + 1))
    schedules.sign(longer, AUTHORITY)
    for role, own in ((Role.DESK, desk), (Role.SUPERVISOR, supervisor), (Role.SLIP, desk)):
        publics = {secret.epoch: secret.public for secret in own.secrets if secret.role is role}
        assert all(longer.recipients(epoch, role) == (publics[epoch],) for epoch in range(FIRST, LAST + 6))


def test_what_a_kiosk_seals_in_a_new_week_is_opened() -> None:
    from kiosk.formats import blob

    desk, _, made = offers(LAST + 3)
    longer = with_weeks(SCHEDULE, made)
    epoch = current_epoch(LAST + 2, longer, ISSUED)
    assert epoch == LAST + 2
    sealed = blob.cover(Kind.INTAKE, SITE8, 1, longer.recipients(epoch, Role.DESK))
    assert open_blob(sealed, desk.secrets, SITE8).epoch == LAST + 2


def test_offering_twice_offers_the_same_keys() -> None:
    once, first = offer(keystore(Holder.DESK), SCHEDULE, LAST + 4)
    twice, second = offer(once, SCHEDULE, LAST + 4)
    assert (once, first) == (twice, second)


def test_of_two_lengths_the_shorter_counts() -> None:
    _, desk = offer(keystore(Holder.DESK), SCHEDULE, LAST + 9)
    _, supervisor = offer(keystore(Holder.SUPERVISOR), SCHEDULE, LAST + 2)
    assert with_weeks(SCHEDULE, [desk, supervisor]).last_epoch == LAST + 2


@pytest.mark.parametrize("given", [[], [0], [1], [0, 0]])
def test_both_readers_must_offer(given: list[int]) -> None:
    _, _, made = offers(LAST + 2)
    with pytest.raises(OfferMissing):
        with_weeks(SCHEDULE, [made[which] for which in given])


def test_an_offer_that_does_not_follow_the_schedule_is_not_taken() -> None:
    _, _, made = offers(LAST + 2)
    with pytest.raises(OfferMissing):
        with_weeks(with_weeks(SCHEDULE, made), made)


def test_a_stranger_offers_in_vain() -> None:
    stranger = replace(keystore(Holder.DESK), signing_seed32=bytes(32))
    _, forged = offer(stranger, SCHEDULE, LAST + 2)
    with pytest.raises(WrongKey):
        with_weeks(SCHEDULE, [forged])


def test_weeks_long_over_leave_the_schedule() -> None:
    grown = SCHEDULE
    for _ in range(2):
        grown = with_weeks(grown, _of_all(grown, grown.last_epoch + MOST_WEEKS))
        grown = replace(grown, version=grown.version + 1, issued_epoch=grown.last_epoch)
    shorter = with_weeks(grown, _of_all(grown, grown.last_epoch + 2))
    assert shorter.first_epoch == grown.issued_epoch - KEPT_WEEKS
    assert len(schedules.sign(shorter, AUTHORITY)) < schedules.LIMIT


def test_a_year_of_weeks_and_a_hundred_kiosks_still_fit() -> None:
    grown = with_weeks(SCHEDULE, _of_all(SCHEDULE, LAST + MOST_WEEKS))
    assert len(schedules.sign(grown, AUTHORITY)) < schedules.LIMIT - 100 * 120


@pytest.mark.parametrize(
    ("epoch", "weeks", "last"),
    [(ISSUED, 26, ISSUED + 25), (ISSUED, 1, LAST + 1), (LAST + 30, 26, LAST + MOST_WEEKS), (0, 26, LAST + 1)],
)
def test_a_rotation_ends_where_it_was_asked_to_whatever_the_clock_says(epoch: int, weeks: int, last: int) -> None:
    assert wanted_end(SCHEDULE, at(epoch), weeks) == last


def _of_all(schedule: Schedule, last: int) -> list[bytes]:
    return [offer(keystore(holder), schedule, last)[1] for holder in (Holder.DESK, Holder.SUPERVISOR)]
