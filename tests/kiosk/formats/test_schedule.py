"""The schedule: what the pinned authority signed and nothing else, never an older one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.formats import cbor, identity, schedule, signed
from kiosk.formats.listed import ChainEnd, Device, EpochKey, Signer
from kiosk.ports.kinds import Role
from kiosk.problem import Bug, Damaged, DemoMixed, WrongKey
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


def forge(change: int, value: cbor.Value) -> bytes:
    """A schedule file that the authority signed although one of its nine fields is wrong."""
    fields = cbor.decode(SCHEDULE.encode())
    assert isinstance(fields, list)
    fields[change] = value
    structure = cbor.encode(fields)
    return signed.join(structure, identity.sign(AUTHORITY, "schedule", structure))


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


def test_a_signature_over_another_type_does_not_count() -> None:
    structure = SCHEDULE.encode()
    forged = signed.join(structure, identity.sign(AUTHORITY, "manifest", structure))
    with pytest.raises(WrongKey):
        schedule.parse_and_verify(forged, AUTHORITY_ED32, demo=True)


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


KEYS = [key.to_value() for key in SCHEDULE.keys]
DEVICES = [device.to_value() for device in SCHEDULE.devices]
SIGNERS = [one.to_value() for one in SCHEDULE.signers]
WRONG: dict[str, tuple[int, cbor.Value]] = {
    "format version 2": (0, 2),
    "short site": (1, b"short"),
    "negative version": (2, -1),
    "issued before its keys": (3, FIRST - 1),
    "issued after its keys": (3, LAST + 1),
    "demo as a number": (4, 1),
    "no keys": (5, []),
    "a key missing": (5, [*KEYS[:4], *KEYS[5:]]),
    "a key twice": (5, [KEYS[0], *KEYS]),
    "a week missing": (5, [*KEYS[:3], *KEYS[6:]]),
    "keys out of order": (5, KEYS[::-1]),
    "a key for the server": (5, [[FIRST, 4, KEYS[0][2]], *KEYS]),
    "a short key": (5, [[FIRST, 1, bytes(1215)], *KEYS[1:]]),
    "a slip key of low order": (5, [*KEYS[:2], [FIRST, 3, bytes(32)], *KEYS[3:]]),
    "a hybrid key out of range": (5, [[FIRST, 1, b"\xff" * 1216], *KEYS[1:]]),
    "a device twice": (6, [DEVICES[0], *DEVICES]),
    "devices out of order": (6, DEVICES[::-1]),
    "a device with another name": (6, [[b"nobody--", *DEVICES[0][1:]]]),
    "two devices with one number": (6, [[one[0], bytes(2), *one[2:]] for one in DEVICES]),
    "a device without state": (6, [[*DEVICES[0][:4], 3, []]]),
    "a device with a useless key": (6, [[*DEVICES[0][:3], bytes(32), 1, []]]),
    "a chain twice": (6, [[*DEVICES[0][:5], [[b"chain--0", 1], [b"chain--0", 2]]]]),
    "a signer who seals slips": (7, [[3, seed("x")]]),
    "a signer twice": (7, [SIGNERS[0], *SIGNERS]),
    "a short signer": (7, [[1, b"short"]]),
    "a short pin": (8, [b"short"]),
    "a pin twice": (8, [seed("spki")] * 2),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_signed_schedule_outside_the_format_is_damaged(name: str) -> None:
    with pytest.raises(Damaged):
        schedule.parse_and_verify(forge(*WRONG[name]), AUTHORITY_ED32, demo=True)


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
