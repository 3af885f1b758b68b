"""A kiosk's folder, verified. One rule: everything is checked against the pinned authority here, before it is used."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.boot.tablet.accepted import accepted_languages
from kiosk.boot.tablet.front import SCHEDULE_LIMIT, Front, NotEnrolled, read_front
from kiosk.formats import schedule as schedules
from kiosk.formats.device import LIMIT as DEVICE_LIMIT
from kiosk.formats.device import DeviceKeys
from kiosk.formats.schedule import Schedule
from kiosk.visit.protocol_check import check

__all__ = ["NotEnrolled", "Site", "read_site", "verify"]


@dataclass(frozen=True)
class Site(Front):
    """The front with the schedule and this kiosk's own keys."""

    schedule: Schedule
    device: DeviceKeys


def read_site(layout: Layout) -> Site:
    """Read and verify. Raises what `read_front` and `verify` raise."""
    return verify(read_front(layout))


def verify(front: Front) -> Site:
    """Raises NotEnrolled, MissingFile, Damaged, WrongKey, DemoMixed or BadProtocol, each with what to do."""
    layout = front.layout
    check(front.protocol)
    authority = folder.read(layout.authority, 32)
    untrusted = folder.read(layout.schedule, SCHEDULE_LIMIT)
    schedule = schedules.parse_and_verify(untrusted, authority, demo=front.demo)
    device = DeviceKeys.parse(folder.read(layout.device, DEVICE_LIMIT))
    if schedule.device(device.device8) is None:
        raise NotEnrolled("The site's schedule does not list this kiosk. Ask the site to approve it.")
    profile = accepted_languages(layout, front.profile, authority, demo=front.demo)
    return Site(layout, profile, front.protocol, front.demo, schedule, device)
