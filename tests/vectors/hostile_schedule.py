"""One entry for each rule of the schedule: bytes that break it, and the code of the Problem that a reader raises."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk.formats import cbor, identity, schedule, signed
from tests.vectors import site
from tests.vectors.forge import forged_schedule
from tests.vectors.hostile import DAMAGED, DEMO_MIXED, OLD, WRONG_KEY, Hostile, coded
from tests.vectors.site import AUTHORITY, FIRST, LAST, SCHEDULE, seed


def hostile_schedules() -> Hostile:
    """Schedule files for a demo site that already knows SCHEDULE (version 3)."""
    structure, other = SCHEDULE.encode(), site.signer("other")
    other_type = signed.join(structure, identity.sign(AUTHORITY, "manifest", structure))
    wrong_key = {
        "another authority": schedule.sign(SCHEDULE, other),
        "signature of another type": other_type,
        "another site, signed by this authority": forged_schedule(1, b"elsewher"),
    }
    old = {
        "an older version": schedule.sign(site.make_schedule(version=2), AUTHORITY),
        "other contents under the same version": schedule.sign(replace(SCHEDULE, devices=()), AUTHORITY),
    }
    real = {"a real site's schedule": schedule.sign(site.make_schedule(demo=False), AUTHORITY)}
    damaged = {name: forged_schedule(*change) for name, change in wrong_schedule_fields().items()}
    damaged["trailing byte"] = schedule.sign(SCHEDULE, AUTHORITY) + b"\0"
    return coded(damaged, DAMAGED) | coded(wrong_key, WRONG_KEY) | coded(old, OLD) | coded(real, DEMO_MIXED)


def wrong_schedule_fields() -> dict[str, tuple[int, cbor.Value]]:
    """For each rule the index of a schedule's field and a value that breaks it."""
    keys: list[Any] = [key.to_value() for key in SCHEDULE.keys]
    devices: list[Any] = [device.to_value() for device in SCHEDULE.devices]
    signers: list[Any] = [one.to_value() for one in SCHEDULE.signers]
    return {
        "format version 2": (0, 2),
        "site of five bytes": (1, b"short"),
        "negative version": (2, -1),
        "issued before its keys": (3, FIRST - 1),
        "issued after its keys": (3, LAST + 1),
        "demo as a number": (4, 1),
        "no keys": (5, []),
        "a key missing": (5, [*keys[:4], *keys[5:]]),
        "a key twice": (5, [keys[0], *keys]),
        "a week missing": (5, [*keys[:3], *keys[6:]]),
        "keys out of order": (5, keys[::-1]),
        "a key for the server": (5, [[FIRST, 4, keys[0][2]], *keys]),
        "a short key": (5, [[FIRST, 1, bytes(1215)], *keys[1:]]),
        "a slip key of low order": (5, [*keys[:2], [FIRST, 3, bytes(32)], *keys[3:]]),
        "a hybrid key out of range": (5, [[FIRST, 1, b"\xff" * 1216], *keys[1:]]),
        "a device twice": (6, [devices[0], *devices]),
        "devices out of order": (6, devices[::-1]),
        "a device with another name": (6, [[b"nobody--", *devices[0][1:]]]),
        "two devices with one number": (6, [[one[0], bytes(2), *one[2:]] for one in devices]),
        "a device in an unknown state": (6, [[*devices[0][:4], 3, []]]),
        "a device with a key of low order": (6, [[*devices[0][:3], bytes(32), 1, []]]),
        "a chain twice": (6, [[*devices[0][:5], [[b"chain--0", 1], [b"chain--0", 2]]]]),
        "a signer for slips": (7, [[3, seed("x")]]),
        "a signer twice": (7, [signers[0], *signers]),
        "a signer of five bytes": (7, [[1, b"short"]]),
        "a pin of five bytes": (8, [b"short"]),
        "a pin twice": (8, [seed("spki")] * 2),
    }
