"""`ceiba kiosk`: the guest's window over one kiosk's folder. One rule: the window comes first, all else after it."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import folder
from kiosk.boot.hardening import harden
from kiosk.boot.layout import Layout
from kiosk.boot.staff.day import DayFile
from kiosk.boot.staff.volume import StaffVolume
from kiosk.boot.tablet.accepted import NoLanguage, must_show
from kiosk.boot.tablet.call_outside import CallOutside
from kiosk.boot.tablet.chime import find_chime
from kiosk.boot.tablet.front import Front, forget_front, keep_front, read_front
from kiosk.boot.tablet.guest_process import guest_process
from kiosk.boot.tablet.speech import find_speech
from kiosk.boot.tablet.warming import LateStaffDesk, Warming, WarmReception
from kiosk.ports.clock import Clock, SystemClock
from kiosk.problem import Problem

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

    from kiosk.boot.tablet.assembly import Assembly
    from kiosk.boot.tablet.folder import Site
    from kiosk.ports.staff import DayBook, StaffDesk
    from ui.bridge.services import WindowServices, WindowSettings


class NoScreen(Problem):
    """There is no display to open a window on."""

    code = "no-screen"


class BadSize(Problem):
    """The window's size is not WxH."""

    code = "bad-size"


def run(arguments: Namespace) -> int:
    """Open the window and stay until staff close it."""
    if not has_screen():
        raise NoScreen(
            "There is no screen to open a window on. For a try without one: ceiba demo --headless --out DIR."
        )
    size = _size(arguments.size)
    layout = Layout(arguments.data)
    while layout.may_become_kiosk or not _is_shown(layout, arguments, size):
        from kiosk.boot.enrolment.first import set_up

        harden()
        if not set_up(layout, size, full_screen=arguments.fullscreen, first=arguments.lang):
            break
    return 0


def _is_shown(layout: Layout, arguments: Namespace, size: tuple[int, int]) -> bool:
    """Open a kiosk's window and stay until it is closed. False when its site lets guests see no language here, which
    the first screen waits for: ended, a service would only begin anew for ever.
    """
    with suppress(Problem):
        folder.remove(layout.enrolment)  # of a machine that was switched off when it had just become a kiosk
    front = read_front(layout)
    if not front.profile.languages:
        _site(layout)  # files that are not believed are told, not waited for
        return False
    try:
        open_kiosk(front, arguments.slips, size, full_screen=arguments.fullscreen, first=arguments.lang)
    except NoLanguage:
        if _site(layout).profile.languages:
            raise
        return False
    return True


def _site(layout: Layout) -> Site:
    from kiosk.boot.tablet.folder import read_site

    return read_site(layout)


def has_screen() -> bool:
    """Whether Qt would find a display here, so that it need not abort."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in named)


def open_kiosk(front: Front, slips: Path | None, size: tuple[int, int], *, full_screen: bool, first: str | None) -> int:
    """The window's event loop; returns the process's exit code. Raises NoLanguage, and what `verify` raises, the window
    closed.
    """
    first = must_show(front.profile, first)
    gc.disable()  # nothing of a start is garbage; looking for it takes 6 ms of the first frame
    from ui.bridge.surroundings import prepare

    prepare()
    from PySide6.QtGui import QGuiApplication

    from ui.bridge.window import open_window

    clock = SystemClock()
    verified: list[Site | Problem] = []
    day = day_of(front, clock)
    warming = Warming(lambda: assemble_with_rounds(_whole(verified), clock, slips, day))
    services = window_services(front, warming, clock, day)
    services = services._replace(languages=(first, *(code for code in services.languages if code != first)))
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    settings = _settings(front, size, full_screen)
    with guest_process(front.layout), closing(warming), open_window(services, settings) as kiosk:

        def go_on() -> None:
            gc.enable()
            harden()
            _end_on_term(application)
            verified.append(_verified(front))
            if isinstance(verified[0], Problem):
                application.exit(1)
            else:
                kiosk.place.keep_languages(verified[0].profile.languages)
                warming.start()
                if services.speech is not None:
                    services.speech.settle()

        kiosk.on_first_frame(go_on)
        code = int(application.exec())
    if verified and isinstance(verified[0], Problem):
        raise verified[0]
    if kiosk.bridges.staff.starts_again:
        from kiosk.boot.tablet.again import start_again

        start_again()
    return code


def _end_on_term(application: QCoreApplication) -> None:
    from kiosk.boot.tablet.ending import end_on_term

    end_on_term(application)


def _settings(front: Front, size: tuple[int, int], full_screen: bool) -> WindowSettings:
    """The window's size, and the look that staff chose, if they ever chose one."""
    from ui.bridge.services import WindowSettings

    settings = WindowSettings(*size, full_screen=full_screen)
    if not front.layout.screen.exists():
        return settings
    from kiosk.boot.staff.screen import read_look

    look = read_look(front.layout.screen)
    return settings._replace(
        text_scale=look.text_scale,
        high_contrast=look.high_contrast,
        reduce_motion=look.reduce_motion,
        reach=look.reach,
        headset=look.headset,
    )


def _verified(front: Front) -> Site | Problem:
    """Cryptography is loaded here, after the first frame."""
    from kiosk.boot.tablet.folder import verify

    try:
        site = verify(front)
        must_show(site.profile, None)
        keep_front(front)
        return site
    except Problem as problem:
        forget_front(front.layout)
        return problem


def _whole(verified: list[Site | Problem]) -> Site:
    if isinstance(verified[0], Problem):
        raise verified[0]
    return verified[0]


def day_of(front: Front, clock: Clock) -> DayBook:
    """Today's choices, one book for the window and what is behind it."""
    return DayFile(front.layout.today, front.profile, clock)


def window_services(front: Front, warming: Warming, clock: Clock, day: DayBook) -> WindowServices:
    """What the window is given."""
    from ui.bridge.services import WindowServices

    outside, volume = CallOutside(front.layout.call), StaffVolume()
    return WindowServices(
        protocol=front.protocol,
        profile=front.profile,
        languages=front.profile.languages,
        reception=WarmReception(warming),
        staff=LateStaffDesk(lambda: _staff_desk(front, clock, warming, outside, volume)),
        day=day,
        clock=clock,
        qr_matrix=_qr_matrix,
        demo=front.demo,
        sound=find_chime(),
        call_outside=outside.call,
        speech=find_speech(volume),
    )


def _staff_desk(front: Front, clock: Clock, warming: Warming, outside: CallOutside, volume: StaffVolume) -> StaffDesk:
    from kiosk.boot.staff.desk import KioskStaffDesk

    return KioskStaffDesk(front, clock, warming, outside, volume)


def assemble_with_rounds(site: Site, clock: Clock, slips: Path | None, day: DayBook) -> Assembly:
    """A running kiosk behind the window."""
    from kiosk.boot.tablet.assembly import assemble

    assembly = assemble(site, clock, slips, day)
    assembly.begin_rounds()
    return assembly


def _qr_matrix(digits: str) -> Sequence[Sequence[bool]]:
    from printers.qr import matrix

    return matrix(digits)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) >= 600 and int(height) >= 400):
        raise BadSize("The size is WIDTHxHEIGHT in pixels, such as 1280x800, and at least 600x400.")
    return int(width), int(height)
