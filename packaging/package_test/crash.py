"""The kiosk is killed in the middle of a visit, and its unit's own words bring it back. One rule: command, environment
and pause come from the installed unit; this does with them what systemd would, and looks at the screen.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import framebuffer
import session
from chroot import Chroot, Failed
from PIL import Image

FRAMES = "home/tester/frames"
SECONDS = 60.0
PAUSE, STILL = 0.02, 1.0
"""Seconds between two looks, and until a page counts as finished."""


def comes_back(debian: Chroot) -> str:
    """Kill a visit and start again as the unit says; how long the first page was away. Raises Failed: a minute."""
    debian.apt("install", "--no-install-recommends", "xdotool", "procps")
    debian.run("install", "-d", "-m", "700", f"/{FRAMES}", seconds=20, user="tester")
    words, environment, rest = session.of_unit(debian)
    with _screen(debian) as display:
        more = {**environment, **session.ON_XVFB, **session.RUNTIME, "DISPLAY": display}
        with debian.started(*words, user="tester", more=more) as killed:
            first = _into_a_visit(debian, display)
            died = _kill_kiosk(debian)
            killed.wait(SECONDS)
        time.sleep(rest)
        with debian.started(*words, user="tester", more=more):
            _until(lambda: _picture(debian) == first, "The first page did not come back")
            away = time.monotonic() - died
    return f"the first page again {away * 1000:.0f} ms after the kill, {rest * 1000:.0f} ms of them the unit's pause"


@contextmanager
def _screen(debian: Chroot) -> Iterator[str]:
    """An X server in there, under a number that nobody on this machine has; its display."""
    reading, writing = os.pipe()
    size = ("-screen", "0", "1400x1000x24", "-nolisten", "tcp", "-fbdir", f"/{FRAMES}")
    words = ("Xvfb", "-displayfd", str(writing), *size)
    with os.fdopen(reading) as told, debian.started(*words, user="tester", more={}, hands=(writing,)):
        os.close(writing)
        yield f":{int(told.readline())}"


def _into_a_visit(debian: Chroot, display: str) -> Image.Image:
    """By the keyboard: to the first control, and press it. The picture of the first page."""
    first = _still(debian, framebuffer.is_page)
    before = [first]
    for key in ("Tab", "Return"):
        debian.run("xdotool", "key", key, seconds=20, user="tester", more={"DISPLAY": display})
        before.append(_still(debian, partial(_is_another, before)))
    return first


def _is_another(before: list[Image.Image], seen: Image.Image) -> bool:
    return seen not in before


def _kill_kiosk(debian: Chroot) -> float:
    """The kiosk's own process, at once; the moment."""
    found = debian.run("pgrep", "-u", "tester", "-f", "ceiba kiosk --fullscreen", seconds=20).split()
    kiosks = [pid for pid in found if Path(f"/proc/{pid}/exe").readlink().name.startswith("python")]
    if len(kiosks) != 1:
        raise Failed(f"{len(kiosks)} kiosks run, not one")
    debian.run("kill", "-KILL", kiosks[0], seconds=20)
    return time.monotonic()


def _still(debian: Chroot, holds: Callable[[Image.Image], bool]) -> Image.Image:
    """The first picture that holds and stays as it is."""
    seen, since = [_picture(debian)], [time.monotonic()]

    def stands() -> bool:
        now = _picture(debian)
        if now != seen[-1]:
            seen.append(now)
            since.append(time.monotonic())
        return time.monotonic() - since[-1] > STILL and holds(now)

    _until(stands, "The screen did not come to show what it should")
    return seen[-1]


def _until(holds: Callable[[], bool], otherwise: str) -> None:
    ends = time.monotonic() + SECONDS
    while not holds():
        if time.monotonic() > ends:
            raise Failed(otherwise)
        time.sleep(PAUSE)


def _picture(debian: Chroot) -> Image.Image:
    return framebuffer.picture(debian.root / FRAMES)
