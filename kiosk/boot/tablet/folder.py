"""A kiosk's folder, verified. One rule: everything is checked against the pinned authority here, before it is used."""

from __future__ import annotations

from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.boot.tablet.accepted import accepted_languages
from kiosk.boot.tablet.front import PROFILE_LIMIT, SCHEDULE_LIMIT, Front, NotEnrolled, read_front
from kiosk.formats import schedule as schedules
from kiosk.formats.device import LIMIT as DEVICE_LIMIT
from kiosk.formats.device import DeviceKeys
from kiosk.formats.schedule import Schedule
from kiosk.problem import Damaged
from kiosk.visit.profile import SiteProfile, check_profile, parse_profile
from kiosk.visit.protocol_check import check

__all__ = ["NotEnrolled", "Site", "read_site", "verify"]


class Site(Front):
    """The front with the schedule and this kiosk's own keys."""

    def __init__(self, front: Front, profile: SiteProfile, schedule: Schedule, device: DeviceKeys) -> None:
        super().__init__(front.layout, profile, front.protocol, front.demo)
        self.schedule, self.device = schedule, device


def read_site(layout: Layout) -> Site:
    """Read and verify. Raises what `read_front` and `verify` raise."""
    return verify(read_front(layout, kept=False))


def verify(front: Front) -> Site:
    """Raises NotEnrolled, MissingFile, Damaged, WrongKey, DemoMixed, BadProfile or BadProtocol, each with what
    to do.
    """
    layout = front.layout
    check_profile(front.profile)
    _check_told(front)
    check(front.protocol)
    authority = folder.read(layout.authority, 32)
    untrusted = folder.read(layout.schedule, SCHEDULE_LIMIT)
    schedule = schedules.parse_and_verify(untrusted, authority, demo=front.demo)
    device = DeviceKeys.parse(folder.read(layout.device, DEVICE_LIMIT))
    if schedule.device(device.device8) is None:
        raise NotEnrolled("The site's schedule does not list this kiosk. Ask the site to approve it.")
    profile = accepted_languages(layout, front.profile, authority, demo=front.demo)
    return Site(front, profile, schedule, device)


def _check_told(front: Front) -> None:
    """Raises Damaged when the front says of the site what its profile does not: it was kept by an earlier start."""
    told = parse_profile(folder.read(front.layout.profile, PROFILE_LIMIT))
    if told._replace(languages=()) != front.profile._replace(languages=()):
        raise Damaged("What was kept for this start is not what the site's profile says; start the kiosk again.")
