"""The code survives paper: a short form of packaging/slip_wear.py, with the rates that it must reach."""

from __future__ import annotations

import pytest

from kiosk.languages.pack import pack_codes
from printers.paper import ROLL_58, ROLL_80, Paper
from printers.plates import Plates
from printers.qr import MODULES
from printers.slip import lay_out
from tests.printers.contents import of_pack
from tests.printers.scanner import texts
from tests.printers.wear import KINDS, photograph

SEEDS = range(4)
LEAST = {"dead dots": 3, "fade": 4, "crumple": 2, "tilt": 4, "blur": 4, "all": 2}
"""Of four, at grade 2, over every language and paper."""


@pytest.mark.parametrize("paper", [ROLL_58, ROLL_80], ids=lambda paper: paper.name)
@pytest.mark.parametrize("language", pack_codes())
def test_a_worn_slip_is_still_read(language: str, paper: Paper) -> None:
    plates, read = Plates(paper), dict.fromkeys(KINDS, 0)
    for seed in SEEDS:
        slip = of_pack(language, seed)
        sealed = lay_out(slip, paper).sealed
        sheet = plates.press(slip)[sealed.page]
        for wear in KINDS:
            picture = photograph(sheet, sealed.top_dots, sealed.module_dots * MODULES, wear, 2, seed)
            read[wear] += texts(picture) == [slip.digits]
    assert {wear: count for wear, count in read.items() if count < LEAST[wear]} == {}


def test_the_wear_is_the_same_every_time_and_does_something() -> None:
    sheet = Plates(ROLL_58).press(of_pack("en", 1))[0]
    pictures = {wear: photograph(sheet, 400, 318, wear, 2, 1) for wear in KINDS}
    assert len({picture.tobytes() for picture in pictures.values()}) == len(KINDS)
    for wear, picture in pictures.items():
        assert photograph(sheet, 400, 318, wear, 2, 1).tobytes() == picture.tobytes()
