"""Checks of the machine itself: what the kernel says of its panel, memory and sound. One rule: what cannot be told here
is not applicable, never broken.

Every place is a parameter, so that a test plants a machine of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from kiosk.ports.finding import CheckKey, Finding, State

INPUTS = Path("/proc/bus/input/devices")
CONNECTORS = Path("/sys/class/drm")
SWAPS = Path("/proc/swaps")
CGROUP = Path("/proc/self/cgroup")
CGROUPS = Path("/sys/fs/cgroup")
PLAYERS = ("pw-cat", "paplay", "aplay")
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_DIRECT = 1 << 1
"""INPUT_PROP_DIRECT, linux/input-event-codes.h: what is touched is what is shown."""
_BROKEN_QT = ("6.12.", (3, 12))
"""PySide 6.12 drops references to True and None on every older Python, and aborts after some dozens of visits."""


def touch(inputs: Path = INPUTS) -> Finding:
    """Whether the kernel knows a panel that is touched."""
    try:
        listed = inputs.read_text("ascii", "replace")
    except OSError:
        return Finding(CheckKey.TOUCH, State.NOT_APPLICABLE)
    properties = (int(bits.split()[-1], 16) for bits in re.findall(r"^B: PROP=([0-9a-f ]+)$", listed, re.MULTILINE))
    found = any(bits & _DIRECT for bits in properties)
    return Finding(CheckKey.TOUCH) if found else Finding(CheckKey.TOUCH, State.ATTENTION)


def display(connectors: Path = CONNECTORS, environment: Mapping[str, str] | None = None) -> Finding:
    """Whether a screen is connected; a session that names its own is believed."""
    if any((os.environ if environment is None else environment).get(name) for name in SCREENS):
        return Finding(CheckKey.DISPLAY)
    states = []
    for connector in connectors.glob("card*-*/status"):
        try:
            states.append(connector.read_text("ascii", "replace").strip())
        except OSError:
            continue
    if not states:
        return Finding(CheckKey.DISPLAY, State.NOT_APPLICABLE)
    return Finding(CheckKey.DISPLAY) if "connected" in states else Finding(CheckKey.DISPLAY, State.BROKEN)


def memory(swaps: Path = SWAPS, cgroup: Path = CGROUP, cgroups: Path = CGROUPS) -> Finding:
    """Whether this process's memory can reach a disk: by a core dump, or by swap that is not in memory itself."""
    if sys.platform != "linux":
        return Finding(CheckKey.MEMORY, State.NOT_APPLICABLE)
    import resource

    cores = resource.getrlimit(resource.RLIMIT_CORE)[0] != 0
    swap = _swaps(swaps) and not _forbidden(cgroup, cgroups)
    facts = {"core dumps": "possible" if cores else "off", "swap": "possible" if swap else "off"}
    return Finding(CheckKey.MEMORY, State.ATTENTION if cores or swap else State.OK, facts=facts)


def sound(players: Collection[str] = PLAYERS) -> Finding:
    """Whether a call can be heard."""
    found = any(shutil.which(player) for player in players)
    return Finding(CheckKey.SOUND) if found else Finding(CheckKey.SOUND, State.ATTENTION)


def versions(named: Mapping[str, str], python: tuple[int, int] | None = None) -> Finding:
    """`named` are the versions of the parts, "Qt" among them; Qt and Python must go together."""
    qt, since = _BROKEN_QT
    trap = named.get("Qt", "").startswith(qt) and (python or sys.version_info[:2]) < since
    return Finding(CheckKey.VERSIONS, State.BROKEN if trap else State.OK, facts=dict(named))


def _swaps(swaps: Path) -> bool:
    try:
        lines = swaps.read_text("utf-8", "replace").splitlines()[1:]
    except OSError:
        return False
    return any(not line.startswith("/dev/zram") for line in lines)


def _forbidden(cgroup: Path, cgroups: Path) -> bool:
    """Whether this process's control group, or one above it, allows no swap (cgroup v2, memory.swap.max)."""
    try:
        own = cgroup.read_text("utf-8", "replace").strip().rpartition("::")[2].strip("/")
    except OSError:
        return False
    places = [cgroups / own, *(cgroups / own).parents] if own else []
    return any(_says(place / "memory.swap.max", "0") for place in places if place.is_relative_to(cgroups))


def _says(path: Path, word: str) -> bool:
    try:
        return path.read_text("ascii", "replace").strip() == word
    except OSError:
        return False
