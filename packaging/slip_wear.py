"""How often a worn slip is still read: `build/slips/wear.json`, with `worn.png` to look at beside it.

Every language pack at 58 and 80 mm, every wear and grade, so many tries each; fixed seeds, so the same figures again.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from PIL import Image

from kiosk.languages.pack import pack_codes
from printers.paper import ROLL_58, ROLL_80, Paper
from printers.plates import Plates
from printers.qr import MODULES
from printers.slip import lay_out
from slips import table
from tests.printers.contents import of_pack
from tests.printers.scanner import texts
from tests.printers.wear import GRADES, KINDS, photograph

OUT = Path("build/slips")
TRIES = 10


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
    _worn_sheet(ROLL_58).save(OUT / "worn.png")
    print(f"Figures and the picture of the wear are in {OUT}.")


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


def _worn_sheet(paper: Paper) -> Image.Image:
    """One slip in every wear and grade, as the camera sees it."""
    slip = of_pack("es", 1)
    sealed = lay_out(slip, paper).sealed
    sheet = Plates(paper).press(slip)[sealed.page]
    side = sealed.module_dots * MODULES
    return table([[photograph(sheet, sealed.top_dots, side, wear, each, 1) for wear in KINDS] for each in GRADES])


main()
