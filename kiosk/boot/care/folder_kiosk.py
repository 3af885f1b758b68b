"""A kiosk as its folder tells of it, whether it runs or not. One rule: nothing is written, and a kiosk that runs beside
does not notice.
"""

from __future__ import annotations

import os
from contextlib import closing
from functools import cached_property
from pathlib import Path
from threading import RLock

from db.image import KioskImage
from db.marks import SqlMarks
from db.outbox import SqlOutbox
from kiosk import folder
from kiosk.boot.care.checks import ANSWER_SECONDS
from kiosk.boot.layout import Layout
from kiosk.boot.staff.printers import KioskPrinters
from kiosk.boot.tablet.call_outside import CallOutside
from kiosk.boot.tablet.delivery import Heard, Waiting, what_waits
from kiosk.boot.tablet.folder import Site
from kiosk.formats.address import LIMIT, ServerAddress
from kiosk.formats.schedule import Device, Schedule
from kiosk.ports.clock import Clock
from kiosk.ports.finding import CheckKey, Finding, State
from kiosk.ports.staff import PrinterState
from kiosk.problem import Damaged
from kiosk.sync.pinned import PinnedLink
from kiosk.sync.questions import Questions
from kiosk.sync.session import End, Stopped

NOTHING_WAITS = Waiting(0, 0, 0, 0, 0)


class FolderKiosk:
    """`kiosk.boot.care.checks.Vitals` from a verified folder. Its checks may run beside each other."""

    def __init__(self, site: Site, clock: Clock) -> None:
        self._site, self._clock = site, clock
        self._lock = RLock()

    def schedule(self) -> Schedule:
        return self._site.schedule

    def listed(self) -> Device | None:
        return self._site.schedule.device(self._site.device.device8)

    def high_water(self) -> int:
        return SqlMarks(self._whole).epoch() if self._whole else 0

    def storage(self) -> Finding:
        return storage(self._site.layout)

    def waiting(self) -> Waiting:
        return what_waits(SqlOutbox(self._whole), self._clock) if self._whole else NOTHING_WAITS

    def server(self) -> Finding:
        if not self._site.layout.address.exists():
            return Finding(CheckKey.SERVER, detail=Heard.NO_SERVER.value)
        address = ServerAddress.parse(folder.read(self._site.layout.address, LIMIT))
        pins = self._site.schedule.spki32
        link = PinnedLink(address.url, address.site_ca, pins, self._clock, ANSWER_SECONDS)
        try:
            Questions(link, self._site.device, self._site.schedule, os.urandom).head(os.urandom(8))
        except Stopped as stop:
            return _unanswered(stop.end)
        revoked = self.listed() is None
        return _unanswered(End.NOT_LISTED) if revoked else Finding(CheckKey.SERVER, detail=Heard.HOUR.value)

    def printer(self) -> PrinterState | None:
        return KioskPrinters(self._site.layout).state()

    def outside(self) -> str:
        return CallOutside(self._site.layout.call).state()

    @property
    def _whole(self) -> KioskImage | None:
        with self._lock:
            return self._image

    @cached_property
    def _image(self) -> KioskImage | None:
        """None for a kiosk that was never opened, and for tables that its next start brings up."""
        if not self._site.layout.database.exists():
            return None
        image = KioskImage(self._site.layout.database)
        return image if image.is_current() else None


def storage(layout: Layout) -> Finding:
    """Whether the kiosk's file is whole and its open batch matches its digest."""
    key, path = CheckKey.STORAGE, layout.database
    if Path(f"{path}-journal").exists():
        return Finding(key, State.BROKEN, "journal")
    if not path.exists():
        return Finding(key, State.NOT_APPLICABLE)
    try:
        with closing(KioskImage(path)) as image:
            if image.has_log:
                return Finding(key, facts={"log": "left by a kiosk that ended suddenly; its next start folds it in"})
            if not image.is_current():
                return Finding(key, facts={"tables": "of another version; the next start brings them up"})
            image.check()
            aside = image.has_set_aside() or any(path.parent.glob(f"{path.name}.damaged-*"))
    except Damaged:
        return Finding(key, State.BROKEN, "damaged")
    return Finding(key, State.ATTENTION, "aside") if aside else Finding(key)


def _unanswered(end: End) -> Finding:
    if end is End.NOT_OURS:
        return Finding(CheckKey.SERVER, State.BROKEN, "not-ours")
    away = end in (End.UNREACHABLE, End.BUSY)
    return Finding(CheckKey.SERVER, State.ATTENTION, "unreachable" if away else Heard.REFUSED.value)
