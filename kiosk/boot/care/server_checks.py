"""What is looked at in a server's folder (DIR/server). One rule: beside a running server, and without writing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from db.shelter.copying import check_store
from kiosk import folder
from kiosk.boot.care.checks import as_site, versions
from kiosk.boot.layout import Layout
from kiosk.doctor import machine
from kiosk.doctor.disk import disk
from kiosk.doctor.site import clock, keys
from kiosk.formats import schedule as schedules
from kiosk.formats.demo_flag import says_demo
from kiosk.formats.schedule import Schedule
from kiosk.formats.server_key import LIMIT as KEY_LIMIT
from kiosk.formats.server_key import ServerKey
from kiosk.ports.clock import Clock
from kiosk.ports.finding import Check, CheckKey, Finding, State
from kiosk.ports.kinds import Role
from kiosk.problem import Damaged
from shelter.site import server_folder

STORE = "store.sqlite"


def server_checks(layout: Layout, wall: Clock) -> Sequence[Check]:
    """Everything that is looked at on a server."""
    place = layout.server

    @cache
    def schedule() -> Schedule:
        untrusted = folder.read(place / server_folder.SCHEDULE, schedules.LIMIT)
        authority = folder.read(place / server_folder.AUTHORITY, 32)
        return schedules.parse_and_verify(untrusted, authority, demo=says_demo(untrusted))

    def site() -> Finding:
        from kiosk.boot.server.serve import make_tls

        make_tls(place)
        key = ServerKey.parse(folder.read(place / server_folder.KEY, KEY_LIMIT))
        if key.ed32 not in schedule().signers_of(Role.SERVER):
            return Finding(CheckKey.SITE, State.BROKEN, "unlisted")
        return Finding(CheckKey.SITE, State.ATTENTION if schedule().demo else State.OK)

    def storage() -> Finding:
        if not (place / STORE).exists():
            return Finding(CheckKey.STORAGE, State.NOT_APPLICABLE)
        try:
            check_store(place / STORE)
        except Damaged:
            return Finding(CheckKey.STORAGE, State.BROKEN, "damaged")
        return Finding(CheckKey.STORAGE)

    looks: Mapping[CheckKey, Callable[[], Finding]] = {
        CheckKey.SITE: lambda: as_site(site),
        CheckKey.VERSIONS: lambda: machine.versions(versions()),
        CheckKey.DISK: lambda: disk(place, encrypted=not schedule().demo),
        CheckKey.MEMORY: machine.memory,
        CheckKey.STORAGE: storage,
        CheckKey.CLOCK: lambda: clock(wall.wall(), schedule(), 0),
        CheckKey.KEYS: lambda: keys(wall.wall(), schedule(), 0, None, place / server_folder.KEY),
    }
    return [Check(key, look) for key, look in looks.items()]
