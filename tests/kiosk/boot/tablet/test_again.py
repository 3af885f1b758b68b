"""The end of a shift in the real window's process: it begins anew, and nothing of its memory stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kiosk.boot.layout import Layout
from kiosk.boot.own_process import make_demo_site

LIMIT = 50
TWICE = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from kiosk.boot.tablet import window
from kiosk.boot.commands import main
from ui.bridge import window as windows
from ui.bridge.pages import Cover
starts = Path(os.environ["STARTS"])
with starts.open("a") as file:
    file.write(f"{os.getpid()} {sys.argv[1:]}\\n")
opened = windows.open_window
def open_and_end(services, settings):
    kiosk = opened(services, settings)
    staff = kiosk.bridges.staff
    end = staff.endShift if len(starts.read_text().splitlines()) == 1 else staff.exit
    def act():
        kiosk.place.show(Cover.STATUS)
        QTimer.singleShot(600, end)
    QTimer.singleShot(1500, act)
    return kiosk
windows.open_window = open_and_end
sys.exit(main(sys.argv[1:]))
"""


def test_the_end_of_a_shift_replaces_the_process_and_keeps_its_command_line(tmp_path: Path) -> None:
    layout = Layout(tmp_path / "site")
    make_demo_site(layout)
    starts = tmp_path / "starts"
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        "STARTS": str(starts),
    }
    command = [sys.executable, "-c", TWICE, "kiosk", "--data", str(layout.root), "--lang", "ar"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False)
    assert done.returncode == 0, done.stderr
    first, second = starts.read_text().splitlines()
    assert first == second
    assert second.endswith(f"['kiosk', '--data', '{layout.root}', '--lang', 'ar']")
