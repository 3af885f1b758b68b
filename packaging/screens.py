"""Renders every page × size × language for people to look at, and looks at each by machine too.

Writes build/screens/LANGUAGE-WIDTHxHEIGHT-NN-PAGE.png, one contact sheet a language, and report.json. Exit code 1
when a detector found something. Run as `python packaging/screens.py [FOLDER]`; walk and detectors are the tests'.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PIL import Image  # noqa: E402 (Qt reads the environment when it is imported)
from PySide6.QtCore import QRectF  # noqa: E402
from PySide6.QtGui import QAccessible, QGuiApplication  # noqa: E402

from tests.ui.hand import Hand  # noqa: E402
from tests.ui.house import LANGUAGES, services  # noqa: E402
from tests.ui.structure import Finding, findings, not_mirrored, places  # noqa: E402
from tests.ui.walker import SIZES, walk  # noqa: E402
from ui.bridge.window import KioskWindow, WindowSettings  # noqa: E402

SHEET_COLUMNS = 6
SHEET_WIDTH = 400
GAP = 10
Places = dict[tuple[str, str, str], dict[str, QRectF]]


def render(folder: Path) -> dict[str, object]:
    """All pictures; what report.json holds."""
    wrong: list[dict[str, str]] = []
    seen: Places = {}
    for width, height, diagonal in SIZES:
        for language in LANGUAGES:
            size = f"{width}x{height}"
            wrong += [told(size, language, *found) for found in tour(folder, language, width, height, diagonal, seen)]
        wrong += [told(size, "ar", *found) for found in mirrored(seen, size, width)]
    return {
        "findings": wrong,
        "pages": sorted({page for _, page, _ in seen}),
        "languages": list(LANGUAGES),
        "sizes": [f"{width}x{height}" for width, height, _ in SIZES],
        "pictures": len(list(folder.glob("*x*.png"))),
    }


def tour(
    folder: Path, language: str, width: int, height: int, diagonal: float, seen: Places
) -> list[tuple[str, Finding]]:
    """One walk through the window; its pictures are saved, its places kept in `seen`."""
    wrong: list[tuple[str, Finding]] = []
    settings = WindowSettings(width, height, reduce_motion=True)
    with KioskWindow(services("covid-2021", diagonal, demo=True), settings) as kiosk:
        for number, page in enumerate(walk(Hand(kiosk), language)):
            wrong += [(page, finding) for finding in findings(kiosk.window, diagonal)]
            seen[f"{width}x{height}", page, language] = places(kiosk.window)
            kiosk.window.grabWindow().save(str(folder / f"{language}-{width}x{height}-{number:02}-{page}.png"))
    return wrong


def mirrored(seen: Places, size: str, width: int) -> list[tuple[str, Finding]]:
    """What did not turn round in Arabic."""
    wrong = []
    for page in sorted({page for _, page, _ in seen if page != "language-first"}):
        spanish, arabic = seen.get((size, page, "es")), seen.get((size, page, "ar"))
        if spanish is not None and arabic is not None:
            wrong += [(page, finding) for finding in not_mirrored(spanish, arabic, width)]
    return wrong


def told(size: str, language: str, page: str, finding: Finding) -> dict[str, str]:
    return {"size": size, "language": language, "page": page, **asdict(finding)}


def contact_sheet(folder: Path, language: str) -> None:
    """All pages of a language at the first size on one picture."""
    width, height, _ = SIZES[0]
    files = sorted(folder.glob(f"{language}-{width}x{height}-*.png"))
    tall = SHEET_WIDTH * height // width
    rows = -(-len(files) // SHEET_COLUMNS)
    sheet = Image.new("RGB", (SHEET_COLUMNS * (SHEET_WIDTH + GAP), rows * (tall + GAP)), "#777777")
    for index, file in enumerate(files):
        row, column = divmod(index, SHEET_COLUMNS)
        with Image.open(file) as picture:
            small = picture.convert("RGB").resize((SHEET_WIDTH, tall), Image.Resampling.LANCZOS)
        sheet.paste(small, (column * (SHEET_WIDTH + GAP), row * (tall + GAP)))
    sheet.save(folder / f"sheet-{language}.png")


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("*.png"):
        stale.unlink()
    application = QGuiApplication([])
    QAccessible.setActive(True)
    report = render(folder)
    for language in LANGUAGES:
        contact_sheet(folder, language)
    (folder / "report.json").write_text(json.dumps(report, indent=1, ensure_ascii=False), "utf-8")
    wrong = report["findings"]
    assert isinstance(wrong, list)
    print(f"{report['pictures']} pictures in {folder}, {len(wrong)} findings")
    for finding in wrong:
        print(json.dumps(finding, ensure_ascii=False))
    del application
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
