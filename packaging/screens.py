"""Renders every page × language × size for people to look at, and looks at each by machine too.

Writes build/screens/LANGUAGE-WIDTHxHEIGHT[-TEXT]-NN-PAGE.png, one contact sheet a language, and report.json. Exit code
1 when a detector found something. Run as `python packaging/screens.py [FOLDER] [LANGUAGE …]`; walk and detectors are
the tests', and two processes share the work.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PIL import Image  # noqa: E402 (Qt reads the environment when it is imported)
from PySide6.QtCore import QRectF  # noqa: E402
from PySide6.QtGui import QAccessible, QGuiApplication  # noqa: E402
from PySide6.QtQuick import QQuickWindow  # noqa: E402

from kiosk.languages.pack import load_pack, pack_codes  # noqa: E402
from tests.kiosk.hands import HandClock  # noqa: E402
from tests.ui.first_house import FirstHand, NewMachine, walk_first  # noqa: E402
from tests.ui.first_house import services as first_services  # noqa: E402
from tests.ui.hand import Hand  # noqa: E402
from tests.ui.house import services  # noqa: E402
from tests.ui.noted_speech import NotedSpeech  # noqa: E402
from tests.ui.structure import EXCEPTIONS, Finding, look, not_mirrored, places, unequal  # noqa: E402
from tests.ui.walker import SIZES, walk  # noqa: E402
from ui.bridge.first import FirstWindow  # noqa: E402
from ui.bridge.surroundings import prepare  # noqa: E402
from ui.bridge.window import KioskWindow, WindowSettings  # noqa: E402

PROCESSES = 2
LARGE_TEXT = 2.0
PNG_QUALITY = 60
SHEET_COLUMNS, SHEET_WIDTH, GAP = 6, 400, 10
SITE_LANGUAGE = "es"
Places = dict[str, tuple[float, float, float, float]]
"""Named controls as x, y, width, height."""


@dataclass(frozen=True)
class Tour:
    """One walk: a language on a panel of so many pixels and inches, its text so many times as large."""

    language: str
    width: int
    height: int
    diagonal: float
    text: float = 1.0

    @property
    def size(self) -> str:
        return f"{self.width}x{self.height}" + ("" if self.text == 1 else f"-text{self.text:.0%}".rstrip("%"))


@dataclass
class Seen:
    """What one walk brought back; `places` by page."""

    tour: Tour
    wrong: list[tuple[str, Finding]]
    examined: Counter[str]
    places: dict[str, Places]


def tours(languages: Sequence[str]) -> Iterator[Tour]:
    """Every walk: all sizes, and the first two again with text twice as large."""
    for language in languages:
        for size in SIZES:
            yield Tour(language, *size)
        for size in SIZES[:2]:
            yield Tour(language, *size, LARGE_TEXT)


def begin() -> None:
    """Make this process able to open windows."""
    global application
    prepare()
    application = QGuiApplication([])
    QAccessible.setActive(True)


def go(tour: Tour, folder: Path) -> Seen:
    """Walk once; the pictures go into the folder."""
    seen = Seen(tour, [], Counter(), {})
    for number, (page, window) in enumerate(pages(tour)):
        looked, here = look(window, tour.diagonal), places(window)
        seen.wrong += [(page, finding) for finding in [*looked.findings, *unequal(here)]]
        seen.examined.update(looked.examined, unequal=len(here))
        seen.places[page] = {name: box.getRect() for name, box in here.items()}
        picture = folder / f"{tour.language}-{tour.size}-{number:02}-{page}.png"
        looked.image.save(str(picture), None, PNG_QUALITY)
    return seen


def pages(tour: Tour) -> Iterator[tuple[str, QQuickWindow]]:
    """Each page while its window shows it. The kiosk offers every pack, the site's own language first, and a voice for
    each; before it is a kiosk nobody has chosen a larger text.
    """
    packs = sorted(pack_codes(), key=lambda code: (code != SITE_LANGUAGE, code))
    house = services("covid-2021", tour.diagonal, demo=True, languages=packs)._replace(speech=NotedSpeech())
    settings = WindowSettings(tour.width, tour.height, text_scale=tour.text, reduce_motion=True)
    with KioskWindow(house, settings) as kiosk:
        yield from ((page, kiosk.window) for page in walk(Hand(kiosk), tour.language))
    if tour.text == 1.0:
        machine, clock = NewMachine(), HandClock()
        with FirstWindow(first_services(machine, clock, tour.language), settings) as first:
            yield from ((page, first.window) for page in walk_first(FirstHand(first, clock), machine))


def turned(seen: dict[Tour, Seen]) -> None:
    """Hold every walk from right to left against the site's language, and add what did not turn round."""
    for tour, walked in seen.items():
        straight = seen.get(replace(tour, language=SITE_LANGUAGE))
        if straight is None or not load_pack(tour.language).right_to_left:
            continue
        for page in sorted(walked.places.keys() & straight.places.keys() - {"language-first", "first-languages"}):
            left, right = (boxes(side.places[page]) for side in (straight, walked))
            walked.wrong += [(page, finding) for finding in not_mirrored(left, right, tour.width)]
            walked.examined["mirrored"] += len(left.keys() & right.keys())


def boxes(places: Places) -> dict[str, QRectF]:
    return {name: QRectF(*box) for name, box in places.items()}


def report(seen: dict[Tour, Seen]) -> dict[str, object]:
    """What report.json holds."""
    wrong = [
        {"size": tour.size, "language": tour.language, "page": page, **asdict(finding)}
        for tour, walked in seen.items()
        for page, finding in walked.wrong
    ]
    return {
        "findings": wrong,
        "pages": sorted({page for walked in seen.values() for page in walked.places}),
        "languages": sorted({tour.language for tour in seen}),
        "sizes": list(dict.fromkeys(tour.size for tour in seen)),
        "pictures": sum(len(walked.places) for walked in seen.values()),
        "examined": dict(sorted(sum((walked.examined for walked in seen.values()), Counter()).items())),
        "exceptions": [{"check": check, "what": what, "why": why} for check, what, why in EXCEPTIONS],
    }


def contact_sheet(folder: Path, language: str) -> None:
    """All pages of a language at the first size on one picture."""
    width, height, _ = SIZES[0]
    files = sorted(folder.glob(f"{language}-{width}x{height}-[0-9]*.png"))
    tall = SHEET_WIDTH * height // width
    rows = -(-len(files) // SHEET_COLUMNS)
    sheet = Image.new("RGB", (SHEET_COLUMNS * (SHEET_WIDTH + GAP), rows * (tall + GAP)), "#777777")
    for index, file in enumerate(files):
        row, column = divmod(index, SHEET_COLUMNS)
        with Image.open(file) as picture:
            small = picture.convert("RGB").resize((SHEET_WIDTH, tall), Image.Resampling.LANCZOS)
        sheet.paste(small, (column * (SHEET_WIDTH + GAP), row * (tall + GAP)))
    sheet.save(folder / f"sheet-{language}.png")


def main(folder: Path, languages: Sequence[str]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("*.png"):
        stale.unlink()
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), begin) as hands:
        walks = list(tours(languages))
        seen = dict(zip(walks, hands.map(go, walks, repeat(folder)), strict=True))
        list(hands.map(contact_sheet, repeat(folder), languages))
    turned(seen)
    told = report(seen)
    (folder / "report.json").write_text(json.dumps(told, indent=1, ensure_ascii=False), "utf-8")
    wrong = told["findings"]
    assert isinstance(wrong, list)
    for finding in wrong:
        print(json.dumps(finding, ensure_ascii=False))
    print(f"{told['pictures']} pictures in {folder}, {len(wrong)} findings")
    return 1 if wrong else 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(Path(given[0]) if given else ROOT / "build" / "screens", given[1:] or pack_codes()))
