"""The kiosk's first frame against two bare QtQuick + Controls windows, CPU time of whole processes.

The first peer shows eight buttons with Latin words in the machine's font and nothing else. The second shows what a
first page must: a heading and names in two scripts, in the packs' own fonts, and three pictograms; it reads no site and
has no catalogue, no flow and no bridge. Offscreen, software renderer, compiled bytecode on all sides; target 1.35
(research, performance section 4).
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
from kiosk.boot.tablet.front import keep_front, read_front
from tests.bench.ratio import Pair

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 21
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

WORDS = """
import os, sys
from pathlib import Path
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
app = QGuiApplication(sys.argv[:1])
for file in sorted(Path("kiosk/languages/fonts").glob("*.ttf")):
    if "More" not in file.name:
        QFontDatabase.addApplicationFont(str(file))
font = QFont()
font.setFamilies(["Noto Sans", "Noto Sans Arabic", "Noto Sans SC"])
app.setFont(font)
engine = QQmlApplicationEngine()
engine.loadData('''
import QtQuick
import QtQuick.Controls.Basic
ApplicationWindow { visible: true; width: 1280; height: 800
  component Sign: Image { sourceSize: Qt.size(46, 46) }
  component Name: Button { width: 290; height: 200; font { pixelSize: 42; bold: true } }
  Text { x: 36; y: 36; text: "Elija su idioma"; font { pixelSize: 46; bold: true } }
  Text { x: 36; y: 100; text: "اختر لغتك · Choose your language"; font.pixelSize: 25 }
  Row { x: 900; y: 36
    Sign { source: "file:ui/pictograms/made/language.svg" }
    Sign { source: "file:ui/pictograms/made/menu.svg" }
    Sign { source: "file:ui/pictograms/made/call.svg" } }
  Row { y: 160; spacing: 18
    Name { text: "Español" } Name { text: "العربية" } Name { text: "English" } Name { text: "Otro idioma" } } }
'''.encode())
window = engine.rootObjects()[0]
window.frameSwapped.connect(lambda: os._exit(0))
app.exec()
"""

OURS = """
import os, sys
from pathlib import Path
from kiosk.boot.tablet import window
from kiosk.boot.layout import Layout
from kiosk.boot.tablet.front import read_front
window.harden = lambda: os._exit(0)  # the first thing after the first frame
window.open_kiosk(read_front(Layout(Path(sys.argv[1]))), None, (1280, 800), full_screen=False, first=None)
"""


def lines() -> Iterator[str]:
    """Two lines: ours against the bare window, and against one with words and pictograms."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        make_demo_site(Layout(site))
        keep_front(read_front(Layout(site)))  # as every verified start leaves it to the next
        ours, peer, words = [], [], []
        for _ in range(ROUNDS + 1):
            ours.append(cpu_milliseconds([sys.executable, "-c", OURS, str(site)]))
            peer.append(cpu_milliseconds([sys.executable, "-c", BARE]))
            words.append(cpu_milliseconds([sys.executable, "-c", WORDS]))
    yield Pair(ours[1:], peer[1:]).line("first frame / bare QtQuick + Controls window (CPU)", LIMIT)
    yield Pair(ours[1:], words[1:]).line("first frame / such a window with its words and signs (CPU)", LIMIT)


def cpu_milliseconds(command: Sequence[str]) -> float:
    """User and system time of one child process."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, cwd=ROOT, timeout=60, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
