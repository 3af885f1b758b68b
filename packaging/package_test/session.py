"""The guest's session as its unit starts it, on a screen that only exists in memory. One rule: command and environment
come from the installed unit, so what is seen is what a tablet would show.

cage draws with its software renderer onto a screen of Xvfb, and grim takes the picture. (wlroots 0.15's own headless
output went on showing the first frame here, although later ones were handed to it.)
"""

from __future__ import annotations

import configparser
import shlex
import shutil
from pathlib import Path

from chroot import Chroot, Failed
from PIL import Image

UNIT = "lib/systemd/system/ceiba-kiosk.service"
SITE = "/home/tester/site"
RUNTIME = {"XDG_RUNTIME_DIR": "/home/tester/runtime"}
ON_XVFB = {"WLR_BACKENDS": "x11", "WLR_RENDERER": "pixman", "WLR_LIBINPUT_NO_DEVICES": "1"}
SECONDS = 90
WATCH = f"""#!/bin/sh
# Runs in cage beside the kiosk: pictures until one has something on it, then the end of the session.
"$@" &
kiosk=$!
for second in $(seq {SECONDS // 2}); do
    sleep 1
    grim /home/tester/screen.png && [ "$(stat -c %s /home/tester/screen.png)" -gt 12000 ] && break
done
sleep 2
grim /home/tester/screen.png
kill $kiosk
wait
"""
"""An empty picture of this size compresses to some 4 kB."""


def show(debian: Chroot, picture: Path) -> None:
    """Start the session on a demo site and keep its picture. Raises Failed: nothing shown, or not to the edge."""
    debian.apt("install", "--no-install-recommends", "cage", "xwayland", "grim", "xvfb", "xauth")
    debian.run("ceiba", "site", "create", "--demo", "--data", SITE, seconds=120, user="tester")
    watch = debian.root / "usr/local/bin/watch-session"
    watch.write_text(WATCH)
    watch.chmod(0o755)
    command, environment, _ = of_unit(debian)
    at = command.index("--")
    debian.run("install", "-d", "-m", "700", "/home/tester/runtime", seconds=20, user="tester")
    xvfb = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1400x1000x24 -nolisten tcp"]
    words = [*xvfb, *command[:at], "--", "/usr/local/bin/watch-session", *command[at + 1 :]]
    debian.run(*words, seconds=SECONDS * 2, user="tester", more={**environment, **ON_XVFB, **RUNTIME})
    shutil.copyfile(debian.root / "home/tester/screen.png", picture)
    _check(picture)


def of_unit(debian: Chroot) -> tuple[list[str], dict[str, str], float]:
    """The installed unit's command over the demo site, its environment, and the seconds before it starts again."""
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(debian.root / UNIT)
    words = shlex.split(unit["Service"]["ExecStart"].replace("/var/lib/ceiba-kiosk", SITE))
    pairs = (word.partition("=") for word in shlex.split(unit["Service"]["Environment"]))
    return words, {name: value for name, _, value in pairs}, float(unit["Service"]["RestartSec"])


def _check(picture: Path) -> None:
    """A page with many colours; no frame of another one along the edges, where a title bar or a border would be."""
    image = Image.open(picture).convert("RGB")
    colours = image.getcolors(1 << 24) or []
    if len(colours) < 50:
        raise Failed(f"The screen is empty: {picture}")
    page = max(colours)[1]
    width, height = image.size
    edges = {image.getpixel((x, y)) for x in range(0, width, 7) for y in (1, height - 1)}
    edges |= {image.getpixel((x, y)) for y in range(0, height, 7) for x in (1, width - 1)}
    if page not in edges or len(edges) > 12:
        raise Failed(f"The window does not reach the edges, or has a frame: {picture}")
