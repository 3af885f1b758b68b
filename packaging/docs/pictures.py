"""Pictures for the documentation, of the real window. One rule: no picture in a printed page was drawn by hand.

Run as `python packaging/docs/pictures.py FOLDER`; writes FOLDER/LANGUAGE-PAGE.png for the volunteer's card.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtGui import QGuiApplication  # noqa: E402 (Qt reads the environment when it is imported)

from tests.ui.hand import Hand  # noqa: E402
from tests.ui.house import services  # noqa: E402
from tests.ui.walker import walk  # noqa: E402
from ui.bridge.window import KioskWindow, WindowSettings  # noqa: E402

LANGUAGES = ("en", "es")
PAGES = ("notice", "doctor", "sick-marked", "corner", "offers-marked", "paper")


def take(folder: Path, language: str, pages: Collection[str] = PAGES) -> None:
    """One walk through the window in `language`, `pages` saved on the way."""
    with KioskWindow(services("covid-2021", 10.1, demo=False), WindowSettings(1280, 800, reduce_motion=True)) as kiosk:
        for page in walk(Hand(kiosk), language):
            if page in pages:
                kiosk.window.grabWindow().save(str(folder / f"{language}-{page}.png"))


def main() -> int:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication([])
    for language in LANGUAGES:
        take(folder, language)
    missing = [f"{language}-{page}" for language in LANGUAGES for page in PAGES if not _made(folder, language, page)]
    print(
        f"pictures: {len(LANGUAGES) * len(PAGES) - len(missing)} in {folder}" + f", missing {missing}" * bool(missing)
    )
    del application
    return 1 if missing else 0


def _made(folder: Path, language: str, page: str) -> bool:
    return (folder / f"{language}-{page}.png").exists()


if __name__ == "__main__":
    sys.exit(main())
