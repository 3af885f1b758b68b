"""Starts the windows of desk and supervisor. One rule: they load the shelter's keys and never a guest's page."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from kiosk.boot.office.shelter_files import ShelterSite
from kiosk.boot.site.create import DEMO_PASSPHRASES
from kiosk.boot.tablet.window import NoScreen, has_screen
from kiosk.formats.keystore import Holder
from kiosk.ports.clock import SystemClock

if TYPE_CHECKING:
    from ui.bridge.office import OfficeSettings


def office_settings(site: ShelterSite, holder: Holder, first: str) -> OfficeSettings:
    """What such a window is told of its site; `first` is the language that it opens in."""
    from ui.bridge.office import OfficeSettings

    others = (code for code in site.profile.languages if code != first)
    return OfficeSettings(
        organisation=site.profile.organisation,
        languages=(first, *others),
        clock=SystemClock(),
        demo_passphrase=DEMO_PASSPHRASES[holder] if site.schedule.demo else "",
    )


def show(open_window: Callable[[], AbstractContextManager[object]], without: str) -> int:
    """The event loop of one window, until it is closed. Raises NoScreen, naming the way `without` one."""
    if not has_screen():
        raise NoScreen(f"There is no screen to open a window on. Without one: {without}.")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    with open_window():
        return int(application.exec())
