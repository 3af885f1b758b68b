"""How the screen looks, how bright it is, how loud the kiosk is. One rule: what cannot be set here is not shown.

The look is kept in `DIR/kiosk/screen.toml`, strictly parsed; brightness and volume are the machine's own, which keeps
them. Light to import: the look is read before the first frame.
"""

from __future__ import annotations

import logging
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import folder
from kiosk.problem import Damaged, Problem

if TYPE_CHECKING:
    from kiosk.boot.staff.volume import StaffVolume
    from kiosk.ports.staff import Level, Look

log = logging.getLogger(__name__)

LIMIT = 1024
VERSION = 1
BACKLIGHTS = Path("/sys/class/backlight")
LEAST_BRIGHTNESS = 10
"""Per cent: a screen that is dark altogether could not be made bright again by touch."""
REACHES = ("", "left", "right")
_KEYS = {"version", "text_scale", "high_contrast", "reduce_motion", "reach", "headset"}


class KioskScreen:
    """The `ScreenDesk` of a real kiosk."""

    def __init__(self, path: Path, volume: StaffVolume, backlights: Path = BACKLIGHTS) -> None:
        self._path, self._volume, self._backlights = path, volume, backlights
        self._look = read_look(path)

    def levels(self) -> dict[str, Level]:
        volume = self._volume if self._volume.found() else None
        found: dict[str, Level | None] = {"brightness": find_backlight(self._backlights), "volume": volume}
        return {name: level for name, level in found.items() if level is not None}

    def look(self) -> Look:
        return self._look

    def choose(self, look: Look) -> None:
        self._look = look
        try:
            folder.replace(self._path, encode_look(look))
        except Problem as problem:
            log.warning("the screen's look is in memory only: %s", problem.code)


class Backlight:
    """A `Level` over one folder of /sys/class/backlight (Linux's Documentation/ABI/stable/sysfs-class-backlight)."""

    def __init__(self, lamp: Path) -> None:
        self._lamp = lamp

    def read(self) -> int | None:
        try:
            return round(100 * self._number("brightness") / self._number("max_brightness"))
        except (OSError, ValueError, ZeroDivisionError):
            return None

    def set(self, percent: int) -> None:
        try:
            most = self._number("max_brightness")
            bright = max(1, round(most * max(LEAST_BRIGHTNESS, min(100, percent)) / 100))
            (self._lamp / "brightness").write_text(str(bright))
        except (OSError, ValueError):
            log.warning("the brightness cannot be set")

    def _number(self, name: str) -> int:
        return int((self._lamp / name).read_text()[:16])


def find_backlight(lamps: Path = BACKLIGHTS) -> Backlight | None:
    """The first backlight that this process may write; None where there is none."""
    import os

    for lamp in sorted(lamps.glob("*")):
        backlight = Backlight(lamp)
        if os.access(lamp / "brightness", os.W_OK) and backlight.read() is not None:
            return backlight
    return None


def read_look(path: Path) -> Look:
    """What was chosen last; the plain look without a file, or with one that is damaged."""
    from kiosk.ports.staff import Look

    try:
        return parse_look(folder.read(path, LIMIT))
    except folder.MissingFile:
        return Look()
    except Problem as problem:
        log.warning("the screen's look cannot be read: %s", problem.code)
        return Look()


def encode_look(look: Look) -> bytes:
    """The file's bytes, which `parse_look` reads back to the same."""
    flags = {"high_contrast": look.high_contrast, "reduce_motion": look.reduce_motion, "headset": look.headset}
    lines = [f"version = {VERSION}", f"text_scale = {look.text_scale!r}", f'reach = "{look.reach}"']
    return "\n".join([*lines, *(f"{name} = {str(flag).lower()}" for name, flag in flags.items())]).encode() + b"\n"


def parse_look(untrusted: bytes) -> Look:
    """Raises Damaged."""
    from kiosk.ports.staff import Look

    try:
        table = {"headset": False, **tomllib.loads(untrusted.decode())}  # files from before it was asked
        if set(table) != _KEYS or table.pop("version") != VERSION:
            raise ValueError("another form")
        look = Look(**table)
        flags = (look.high_contrast, look.reduce_motion, look.headset)
        if (
            not all(type(flag) is bool for flag in flags)
            or look.reach not in REACHES
            or type(look.text_scale) is not float
        ):
            raise ValueError("another form")
        if not 1.0 <= look.text_scale <= 2.0:
            raise ValueError("a scale out of range")
    except ValueError as error:
        raise Damaged("screen.toml is damaged; delete it, and choose the look again in the staff area.") from error
    return look
