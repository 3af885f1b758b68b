"""What a kiosk reads before its window opens. One rule: everything is verified against the pinned authority here."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.formats import schedule as schedules
from kiosk.formats.device import LIMIT as DEVICE_LIMIT
from kiosk.formats.device import DeviceKeys
from kiosk.formats.schedule import Schedule
from kiosk.problem import Problem
from kiosk.staff_door import LIMIT as PIN_LIMIT
from kiosk.visit.profile import SiteProfile, load_profile
from kiosk.visit.protocol import Protocol
from kiosk.visit.protocol_file import shipped_protocol

PROFILE_LIMIT = 65_536


class NotEnrolled(Problem):
    """The data folder holds no kiosk, or one that its schedule does not list."""

    code = "not-enrolled"


@dataclass(frozen=True)
class Site:
    """A kiosk's folder, read and verified."""

    layout: Layout
    profile: SiteProfile
    protocol: Protocol
    schedule: Schedule
    device: DeviceKeys
    pin: bytes


def read_site(layout: Layout) -> Site:
    """Raises NotEnrolled, MissingFile, Damaged, WrongKey, BadProfile or BadProtocol, each with what to do."""
    if not layout.is_kiosk:
        raise NotEnrolled(f"There is no kiosk in {layout.root}. For practice: ceiba site create --demo --data DIR.")
    authority = folder.read(layout.authority, 32)
    untrusted = folder.read(layout.schedule, schedules.LIMIT)
    schedule = schedules.parse_and_verify(untrusted, authority, demo=schedules.is_demo(untrusted))
    device = DeviceKeys.parse(folder.read(layout.device, DEVICE_LIMIT))
    if schedule.device(device.device8) is None:
        raise NotEnrolled("The site's schedule does not list this kiosk. Ask the site to approve it.")
    profile = load_profile(folder.read(layout.profile, PROFILE_LIMIT))
    protocol = shipped_protocol(profile.protocol)
    return Site(layout, profile, protocol, schedule, device, folder.read(layout.pin, PIN_LIMIT))
