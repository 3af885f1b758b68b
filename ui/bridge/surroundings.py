"""What Qt finds in the environment of a kiosk's window. One rule: set before the application is made, alike everywhere.

No font of the machine is looked for: the packs bring every letter, letters have the same edges on every tablet, and
the first frame does not wait until fontconfig has read what else is installed (5 % of its instructions beside 127
fonts).
"""

from __future__ import annotations

import os
from pathlib import Path

THEME = Path(__file__).resolve().parents[1] / "theme"


def prepare() -> None:
    """Software renderer, no decoration, no font but our own."""
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QT_WAYLAND_DISABLE_WINDOWDECORATION", "1")
    os.environ["FONTCONFIG_SYSROOT"] = str(THEME)  # else it parses the distribution's 40 templates as well
    os.environ["FONTCONFIG_FILE"] = "/fonts.conf"
