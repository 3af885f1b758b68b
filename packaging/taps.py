"""Counts a guest's touches in whole visits through the real window, as JSON: one number a visit (DESIGN section 2).

Exit code 1 when a visit needs more than its limit. Run as `python packaging/taps.py`; the journeys are the tests'.
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
from tests.ui.taps import HEALTHY_ADULT, THREE_CHILDREN, taps
from ui.bridge.surroundings import prepare
from ui.bridge.window import KioskWindow, WindowSettings

COUNTED = {"healthy_adult": HEALTHY_ADULT, "adult_with_three_children": THREE_CHILDREN}


def main() -> int:
    prepare()
    application = QGuiApplication([])
    counted = {}
    for name, journey in COUNTED.items():
        with KioskWindow(services(), WindowSettings(reduce_motion=True)) as kiosk:
            counted[name] = taps(Hand(kiosk), journey)
    print(json.dumps(counted))
    del application
    return 1 if any(counted[name] > (journey.most or 0) for name, journey in COUNTED.items()) else 0


if __name__ == "__main__":
    sys.exit(main())
