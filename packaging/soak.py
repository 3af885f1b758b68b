"""Two thousand visits through the real window; exit code 1 when something grew.

Run as `python packaging/soak.py [VISITS]`; writes build/soak.json and prints it. The visits are the tests'.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtGui import QGuiApplication

from tests.ui.hand import Hand
from tests.ui.house import services
from tests.ui.soak import Living, soak
from ui.bridge.surroundings import prepare
from ui.bridge.window import KioskWindow, WindowSettings

TOLD = Path(__file__).resolve().parents[1] / "build" / "soak.json"
VISITS = 2000
SETTLED = 0.1
"""The part of the visits after which every page has been made and every cache is full."""
MOST = Living(objects=2, files=0, threads=0, memory=4096)
"""How much more may live at the end; memory in KiB, as the system counts it."""


def main(visits: int) -> int:
    prepare()
    application = QGuiApplication([])
    with KioskWindow(services(), WindowSettings(reduce_motion=True)) as kiosk:
        samples = list(soak(Hand(kiosk), visits))
    first, last = samples[int(len(samples) * SETTLED)], samples[-1]
    grown = {name: value - asdict(first)[name] for name, value in asdict(last).items()}
    told = {"visits": visits, "settled": asdict(first), "end": asdict(last), "grown": grown, "most": asdict(MOST)}
    TOLD.parent.mkdir(exist_ok=True)
    TOLD.write_text(json.dumps(told, indent=1), "utf-8")
    print(json.dumps(told))
    del application
    return 1 if any(more > asdict(MOST)[name] for name, more in grown.items()) else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else VISITS))
