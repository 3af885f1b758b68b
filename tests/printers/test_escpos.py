"""The job for a receipt printer: equal to python-escpos's bytes, and decoded back to the layout dot for dot."""

from __future__ import annotations

from io import BytesIO

import pytest
from escpos.printer import Dummy
from PIL import Image

from kiosk.ports.paper import SlipContent
from printers.escpos import FRAGMENT, encode
from printers.paper import PAPERS, ROLL_58, ROLL_80, ROLL_80_AT_180, Paper
from printers.plates import KEPT, Plates
from printers.raster import dots
from printers.render import render
from printers.slip import render_pdf
from tests.printers.contents import ARABIC, BY_LANGUAGE, ENGLISH, for_guest
from tests.printers.receipt_machine import ReceiptMachine
from tests.printers.scanner import texts

ROLLS = (ROLL_58, ROLL_80, ROLL_80_AT_180)


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize("content", BY_LANGUAGE.values(), ids=BY_LANGUAGE)
def test_a_pressed_plate_is_the_raster_of_the_pdf_dot_for_dot(content: SlipContent, paper: Paper) -> None:
    plates = Plates(paper)
    for seed in (4, 5):
        guest = for_guest(content, seed)
        pressed, printed = plates.press(guest), dots(render_pdf(guest, paper), paper)
        assert [page.tobytes() for page in pressed] == [page.tobytes() for page in printed]


def test_a_plate_keeps_nothing_of_a_guest() -> None:
    plates = Plates(ROLL_58)
    first = plates.press(for_guest(ENGLISH, 4))
    plates.press(for_guest(ENGLISH, 5))
    again = plates.press(for_guest(ENGLISH, 4))
    assert [page.tobytes() for page in first] == [page.tobytes() for page in again]
    (kept,) = vars(plates)["_kept"].items()
    assert (kept[0].digits, kept[0].code) == ("", "")
    assert not texts(kept[1].pages[0])


def test_plates_are_few() -> None:
    plates = Plates(ROLL_58)
    for number in range(KEPT + 3):
        plates.press(for_guest(SlipContent("en", False, f"title {number}", "", (), "", "", ""), 1))
    assert len(vars(plates)["_kept"]) == KEPT


@pytest.mark.parametrize("cutter", [True, False])
@pytest.mark.parametrize("paper", ROLLS, ids=lambda paper: paper.name)
def test_the_bytes_are_python_escposs_own(paper: Paper, cutter: bool) -> None:
    (page,) = Plates(paper).press(ENGLISH)
    theirs = Dummy(profile="TM-T88V" if cutter else "POS-5890")
    theirs.profile.profile_data = {**theirs.profile.profile_data, "media": {"width": {"pixels": paper.dots}}}
    theirs.hw("INIT")
    theirs.image(page, fragment_height=FRAGMENT)
    theirs.cut() if cutter else theirs.print_and_feed(6)
    assert encode([page], cutter) == theirs.output


@pytest.mark.parametrize("paper", ROLLS, ids=lambda paper: paper.name)
def test_a_printer_decodes_the_job_to_the_picture_that_is_looked_at(paper: Paper) -> None:
    machine = ReceiptMachine()
    machine.take(encode(Plates(paper).press(ARABIC), cutter=True))
    (sheet,) = machine.papers
    picture = Image.open(BytesIO(render(ARABIC, paper, "png")))
    assert (sheet.size, sheet.tobytes()) == (picture.size, picture.tobytes())
    assert texts(sheet) == [ARABIC.digits]
