"""The kiosk's first frame against a bare QtQuick + Controls window with eight buttons, CPU time of whole processes.

Offscreen, software renderer, compiled bytecode on both sides; target 1.35 (research, performance section 4).
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk.boot.layout import Layout
from kiosk.boot.own_process import make_demo_site
from tests.bench.ratio import Pair

ROUNDS = 11
LIMIT = 1.35

BARE = """
import os, sys
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
app = QGuiApplication(sys.argv[:1])
engine = QQmlApplicationEngine()
engine.loadData(b'''
import QtQuick
import QtQuick.Controls.Basic
ApplicationWindow { visible: true; width: 1280; height: 800
  Grid { columns: 4; Repeater { model: 8; Button { text: "Button " + index; width: 200; height: 120 } } } }
''')
window = engine.rootObjects()[0]
window.frameSwapped.connect(lambda: os._exit(0))
app.exec()
"""

OURS = """
import os, sys
from pathlib import Path
from kiosk.boot import window
from kiosk.boot.layout import Layout
from kiosk.boot.front import read_front
window.harden = lambda: os._exit(0)  # the first thing after the first frame
window.open_kiosk(read_front(Layout(Path(sys.argv[1]))), None, (1280, 800), full_screen=False, first=None)
"""


def lines() -> Iterator[str]:
    """One line: ours against the bare window."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        make_demo_site(Layout(site))
        ours, peer = [], []
        for _ in range(ROUNDS + 1):
            ours.append(cpu_milliseconds([sys.executable, "-c", OURS, str(site)]))
            peer.append(cpu_milliseconds([sys.executable, "-c", BARE]))
    yield Pair(ours[1:], peer[1:]).line("first frame / bare QtQuick + Controls window (CPU)", LIMIT)


def cpu_milliseconds(command: Sequence[str]) -> float:
    """User and system time of one child process."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, timeout=60, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
