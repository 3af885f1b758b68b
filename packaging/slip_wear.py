"""How often a worn slip is still read: `build/slips/wear.json`, with contact sheets to look at beside it.

Every language pack at 58 and 80 mm, every wear and grade, so many tries each; fixed seeds, so the same figures again.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from PIL import Image

from kiosk.languages.pack import pack_codes
from printers.paper import PAPERS, ROLL_58, ROLL_80, Paper
from printers.plates import Plates
from printers.qr import MODULES
from printers.slip import lay_out
from tests.printers.contents import of_pack
from tests.printers.scanner import texts
from tests.printers.wear import GRADES, KINDS, photograph

OUT = Path("build/slips")
TRIES = 10
GREY, GAP = 128, 24


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    rates = [
        {"language": language, "paper": paper.name, **_rates(language, paper)}
        for paper in (ROLL_58, ROLL_80)
        for language in pack_codes()
    ]
    (OUT / "wear.json").write_text(json.dumps({"tries": TRIES, "grades": GRADES, "read": rates}, indent=1) + "\n")
    for entry in rates:
        cells = "  ".join(f"{wear} {'/'.join(map(str, entry[wear]))}" for wear in KINDS)
        print(f"{entry['paper']} {entry['language']:<3} read of {TRIES} at grades 1/2/3: {cells}")
    _contact_sheet().save(OUT / "contact.png")
    _worn_sheet(ROLL_58).save(OUT / "worn.png")
    print(f"Figures and contact sheets are in {OUT}.")


def _rates(language: str, paper: Paper) -> dict[str, list[int]]:
    plates, read = Plates(paper), {wear: [0] * len(GRADES) for wear in KINDS}
    for seed in range(TRIES):
        slip = of_pack(language, seed)
        sealed = lay_out(slip, paper).sealed
        sheet = plates.press(slip)[sealed.page]
        for wear in KINDS:
            for place, grade in enumerate(GRADES):
                worn = photograph(sheet, sealed.top_dots, sealed.module_dots * MODULES, wear, grade, seed)
                read[wear][place] += texts(worn) == [slip.digits]
    return read


def _contact_sheet() -> Image.Image:
    """Every language on every paper, a row a paper, at half the dots."""
    rows = [
        [page.convert("L").reduce(2) for code in pack_codes() for page in Plates(paper).press(of_pack(code, 1))]
        for paper in PAPERS.values()
    ]
    return _table(rows)


def _worn_sheet(paper: Paper) -> Image.Image:
    """One slip in every wear and grade, as the camera sees it."""
    slip = of_pack("es", 1)
    sealed = lay_out(slip, paper).sealed
    sheet = Plates(paper).press(slip)[sealed.page]
    side = sealed.module_dots * MODULES
    return _table([[photograph(sheet, sealed.top_dots, side, wear, each, 1) for wear in KINDS] for each in GRADES])


def _table(rows: list[list[Image.Image]]) -> Image.Image:
    width = max(sum(cell.width + GAP for cell in row) for row in rows) + GAP
    heights = [max(cell.height for cell in row) + GAP for row in rows]
    table = Image.new("L", (width, sum(heights) + GAP), GREY)
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        left = GAP
        for cell in row:
            table.paste(cell, (left, top))
            left += cell.width + GAP
        top += height
    return table


main()
