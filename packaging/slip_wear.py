"""How often a worn slip is still read: `build/slips/wear.json`, with `worn.png` to look at beside it.

Every language pack at 58 and 80 mm, every wear and grade, so many tries each, no two alike; fixed seeds, so the same
figures again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from PIL import Image
from slips import table

from kiosk.languages.pack import pack_codes
from printers.paper import ROLL_58, ROLL_80, Paper
from printers.plates import Plates
from printers.qr import MODULES
from printers.slip import lay_out
from tests.printers.contents import of_pack
from tests.printers.scanner import texts
from tests.printers.wear import GRADES, KINDS, photograph

OUT = Path("build/slips")
TRIES = 10


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    rates = [
        {
            "language": language,
            "paper": paper.name,
            **_rates(language, paper, range(place * TRIES, (place + 1) * TRIES)),
        }
        for paper in (ROLL_58, ROLL_80)
        for place, language in enumerate(pack_codes())
    ]
    (OUT / "wear.json").write_text(json.dumps({"tries": TRIES, "grades": GRADES, "read": rates}, indent=1) + "\n")
    for entry in rates:
        print(f"{entry['paper']} {entry['language']:<7} read of {TRIES} at grades 1/2/3: {_told(entry)}")
    for paper in (ROLL_58, ROLL_80):
        of_paper = [entry for entry in rates if entry["paper"] == paper.name]
        all_of_it = {
            wear: [sum(each) for each in zip(*(entry[wear] for entry in of_paper), strict=True)] for wear in KINDS
        }
        print(f"{paper.name} together, read of {TRIES * len(of_paper)}: {_told(all_of_it)}")
    _worn_sheet(ROLL_58).save(OUT / "worn.png")
    print(f"Figures and the picture of the wear are in {OUT}.")


def _told(rates: Mapping[str, Sequence[int]]) -> str:
    return "  ".join(f"{wear} {'/'.join(map(str, rates[wear]))}" for wear in KINDS)


def _rates(language: str, paper: Paper, seeds: range) -> dict[str, list[int]]:
    plates, read = Plates(paper), {wear: [0] * len(GRADES) for wear in KINDS}
    for seed in seeds:
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
