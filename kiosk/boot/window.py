"""`ceiba kiosk`: the guest's window over one kiosk's folder. One rule: the window comes first, all else after it."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.boot.chime import find_chime
from kiosk.boot.front import Front, read_front
from kiosk.boot.hardening import harden
from kiosk.boot.layout import Layout
from kiosk.boot.warming import KioskStaffDesk, Warming, WarmReception
from kiosk.ports.clock import Clock, SystemClock
from kiosk.problem import Problem

if TYPE_CHECKING:
    from kiosk.boot.assembly import Assembly
    from kiosk.boot.site_files import Site
    from ui.bridge.services import WindowServices


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
    width, height = _size(arguments.size)
    harden()
    front = read_front(Layout(arguments.data))
    return open_kiosk(front, arguments.slips, (width, height), full_screen=arguments.fullscreen, first=arguments.lang)


def has_screen() -> bool:
    """Whether Qt would find a display here, so that it need not abort."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in named)


def open_kiosk(front: Front, slips: Path | None, size: tuple[int, int], *, full_screen: bool, first: str | None) -> int:
    """The window's event loop; returns the process's exit code. Raises what `verify` raises, the window closed."""
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QT_WAYLAND_DISABLE_WINDOWDECORATION", "1")
    from PySide6.QtGui import QGuiApplication

    from ui.bridge.window import WindowSettings, open_window

    clock = SystemClock()
    verified: list[Site | Problem] = []
    warming = Warming(lambda: assemble_with_rounds(_whole(verified), clock, slips))
    services = window_services(front, warming, clock)
    if first is not None:
        services = replace(services, languages=(first, *(code for code in services.languages if code != first)))
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    settings = WindowSettings(*size, full_screen=full_screen)
    with closing(warming), open_window(services, settings) as kiosk:

        def go_on() -> None:
            verified.append(_verified(front))
            if isinstance(verified[0], Problem):
                application.exit(1)
            else:
                warming.start()

        kiosk.on_first_frame(go_on)
        code = int(application.exec())
    if verified and isinstance(verified[0], Problem):
        raise verified[0]
    return code


def _verified(front: Front) -> Site | Problem:
    """Cryptography is loaded here, after the first frame."""
    from kiosk.boot.site_files import verify

    try:
        return verify(front)
    except Problem as problem:
        return problem


def _whole(verified: list[Site | Problem]) -> Site:
    if isinstance(verified[0], Problem):
        raise verified[0]
    return verified[0]


def window_services(front: Front, warming: Warming, clock: Clock) -> WindowServices:
    """What the window is given."""
    from ui.bridge.services import WindowServices

    return WindowServices(
        protocol=front.protocol,
        profile=front.profile,
        languages=front.profile.languages,
        reception=WarmReception(warming),
        staff=KioskStaffDesk(front, clock, warming),
        clock=clock,
        qr_matrix=_qr_matrix,
        demo=front.demo,
        sound=find_chime(),
    )


def assemble_with_rounds(site: Site, clock: Clock, slips: Path | None) -> Assembly:
    """A running kiosk behind the window."""
    from kiosk.boot.assembly import assemble

    assembly = assemble(site, clock, slips)
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
