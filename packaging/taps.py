"""Counts the touches of whole visits in the real window, as JSON. Exit code 1 when one needs more than its limit.

Run as `python packaging/taps.py`; the journeys are the tests'.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtGui import QGuiApplication

from tests.ui.hand import Hand
from tests.ui.house import services
from tests.ui.taps import JOURNEYS, taps
from ui.bridge.window import KioskWindow, WindowSettings


def main() -> int:
    application = QGuiApplication([])
    counted = []
    for journey in JOURNEYS:
        with KioskWindow(services(), WindowSettings(reduce_motion=True)) as kiosk:
            counted.append({"visit": journey.name, "taps": taps(Hand(kiosk), journey), "limit": journey.most})
    print(json.dumps(counted, indent=1))
    del application
    return 1 if any(entry["limit"] and entry["taps"] > entry["limit"] for entry in counted) else 0


if __name__ == "__main__":
    sys.exit(main())
