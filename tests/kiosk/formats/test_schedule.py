"""The schedule: what the pinned authority signed and nothing else, never an older one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.formats import cbor, schedule
from kiosk.formats.listed import ChainEnd, Device, EpochKey, Signer
from kiosk.ports.kinds import Role
from kiosk.problem import Bug, Damaged, DemoMixed, Problem, WrongKey
from tests.vectors.hostile_schedule import hostile_schedules
from tests.vectors.site import (
    AUTHORITY,
    AUTHORITY_ED32,
    FIRST,
    KIOSK,
    LAST,
    SCHEDULE,
    make_schedule,
    public,
    secret,
    seed,
    signer,
)

FILE = schedule.sign(SCHEDULE, AUTHORITY)


def test_a_schedule_comes_back_whole() -> None:
    assert schedule.parse_and_verify(FILE, AUTHORITY_ED32, demo=True) == SCHEDULE


def test_the_order_in_which_it_was_made_leaves_no_trace() -> None:
    upside_down = replace(
        SCHEDULE,
        keys=SCHEDULE.keys[::-1],
        devices=SCHEDULE.devices[::-1],
        signers=SCHEDULE.signers[::-1],
        spki32=SCHEDULE.spki32[::-1],
    )
    assert upside_down.encode() == SCHEDULE.encode()


def test_what_is_listed_is_found() -> None:
    for epoch in (FIRST, LAST):
        for role in (Role.DESK, Role.SUPERVISOR, Role.SLIP):
            assert SCHEDULE.recipients(epoch, role) == (secret(role, epoch).public,)
    found = SCHEDULE.device(KIOSK.device8)
    assert found is not None
    assert (found.index, found.ed32, found.x32) == (7, KIOSK.ed32, KIOSK.x32)
    assert SCHEDULE.device_at(7) == found
    assert SCHEDULE.signers_of(Role.DESK) == (public(signer("desk")),)
    assert (SCHEDULE.first_epoch, SCHEDULE.last_epoch) == (FIRST, LAST)


def test_what_is_not_listed_is_not_found() -> None:
    assert SCHEDULE.device(b"nobody--") is None
    assert SCHEDULE.device_at(9) is None
    assert SCHEDULE.signers_of(Role.NOTICES) == ()
    with pytest.raises(Bug):
        SCHEDULE.recipients(LAST + 1, Role.DESK)


def test_another_authority_does_not_count() -> None:
    with pytest.raises(WrongKey):
        schedule.parse_and_verify(schedule.sign(SCHEDULE, signer("other")), AUTHORITY_ED32, demo=True)


def test_an_authority_speaks_for_its_own_site_only() -> None:
    other = signer("other")
    with pytest.raises(WrongKey, match="another site"):
        schedule.parse_and_verify(schedule.sign(SCHEDULE, other), public(other), demo=True)


@pytest.mark.parametrize("demo", [True, False])
def test_demo_and_real_do_not_mix(demo: bool) -> None:
    file = schedule.sign(make_schedule(demo=demo), AUTHORITY)
    assert schedule.parse_and_verify(file, AUTHORITY_ED32, demo=demo).demo is demo
    with pytest.raises(DemoMixed):
        schedule.parse_and_verify(file, AUTHORITY_ED32, demo=not demo)


def test_an_older_schedule_never_replaces_a_newer_one() -> None:
    newer = make_schedule(version=4)
    schedule.check_follows(SCHEDULE, newer)
    schedule.check_follows(SCHEDULE, SCHEDULE)
    with pytest.raises(schedule.OldSchedule):
        schedule.check_follows(newer, SCHEDULE)


def test_one_version_says_one_thing() -> None:
    with pytest.raises(schedule.OldSchedule):
        schedule.check_follows(SCHEDULE, replace(SCHEDULE, devices=()))
    with pytest.raises(WrongKey):
        schedule.check_follows(SCHEDULE, replace(SCHEDULE, version=9, site8=b"elsewher"))


BROKEN = hostile_schedules()


@pytest.mark.parametrize("name", BROKEN)
def test_one_broken_rule_has_its_error(name: str) -> None:
    untrusted, code = BROKEN[name]
    with pytest.raises(Problem) as raised:
        schedule.check_follows(SCHEDULE, schedule.parse_and_verify(untrusted, AUTHORITY_ED32, demo=True))
    assert raised.value.code == code


def test_a_schedule_of_other_length_is_damaged() -> None:
    for structure in (cbor.encode([1]), cbor.encode({1: 2}), b""):
        with pytest.raises(Damaged):
            schedule.parse(structure)


@pytest.mark.parametrize(
    "broken",
    [
        replace(SCHEDULE, keys=()),
        replace(SCHEDULE, issued_epoch=LAST + 1),
        replace(SCHEDULE, keys=(*SCHEDULE.keys, EpochKey(FIRST, Role.DESK, seed("again")))),
        replace(SCHEDULE, site8=b"short"),
    ],
)
def test_writing_a_schedule_that_no_kiosk_takes_is_a_bug(broken: schedule.Schedule) -> None:
    with pytest.raises(Bug):
        broken.encode()


def test_a_year_of_weeks_and_a_hundred_kiosks_fit() -> None:
    year = tuple(
        EpochKey(FIRST + week, role, secret(role).public)
        for week in range(53)
        for role in (Role.DESK, Role.SUPERVISOR, Role.SLIP)
    )
    kiosks = tuple(
        Device(index, seed(f"ed {index}"), KIOSK.x32, chain_ends=(ChainEnd(bytes(8), 2**40),)) for index in range(100)
    )
    many = replace(SCHEDULE, keys=year, devices=kiosks, signers=(Signer(Role.SERVER, seed("server")),))
    file = schedule.sign(many, AUTHORITY)
    assert schedule.parse_and_verify(file, AUTHORITY_ED32, demo=True) == many.sorted()


def test_truncations_are_damaged() -> None:
    for cut in range(0, len(FILE), 97):
        with pytest.raises(Damaged):
            schedule.parse_and_verify(FILE[:cut], AUTHORITY_ED32, demo=True)
