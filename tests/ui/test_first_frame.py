"""What is loaded when the first picture stands: the window waits for no key, database or paper."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
from tests.ui.house import services
house = services()
from ui.bridge.window import WindowSettings, open_window
window = open_window(house, WindowSettings())
seen = []
import PySide6.QtCore
window.on_first_frame(lambda: seen.extend([*sys.modules, *(name for name in vars(PySide6.QtCore) if name == "Qt")]))
window.on_first_frame(lambda: print("\\n".join(seen)))
window.window.grabWindow()
while not seen:
    app.processEvents()
window.close()
"""
FORBIDDEN = {"shelter", "db", "printers", "sqlalchemy", "alembic", "reportlab", "qrcode", "PIL", "cryptography"}
FORBIDDEN |= {"PySide6.QtWidgets", "PySide6.QtMultimedia", "kiosk.boot", "_hashlib", "secrets", "ctypes", "polib"}
FORBIDDEN |= {"Qt"}
"""`Qt` is the name in PySide6.QtCore that makes all enums of Qt when it is first used: 11 ms."""


def test_the_first_frame_stands_before_anything_heavy_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=50, check=True)
    loaded = set(done.stdout.split())
    assert "ui.bridge.window" in loaded
    assert FORBIDDEN & loaded == set()
    assert done.stderr.replace("This plugin does not support propagateSizeHints()", "").strip() == ""
