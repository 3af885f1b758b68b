"""Every language pack on every paper: one code that is read, one version, one page, nothing outside, nothing lost."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from kiosk.languages.pack import load_pack, pack_codes
from printers.escpos import encode
from printers.layout import Layout, Words
from printers.leaflets import render_leaflets
from printers.paper import A6, ROLL_58, ROLL_80, Paper
from printers.plates import Plates
from printers.qr import FEWEST_DOTS, MODULES
from printers.raster import dots
from printers.render import render
from printers.settings import NAMED
from printers.sizes import SMALLEST
from printers.slip import lay_out
from tests.printers.contents import for_guest, of_pack
from tests.printers.receipt_machine import ReceiptMachine
from tests.printers.scanner import scan, texts
from tests.printers.test_slip import masked

LANGUAGES = pytest.mark.parametrize("language", pack_codes())
PAPERS = pytest.mark.parametrize("paper", NAMED.values(), ids=NAMED)


def words_of(layout: Layout) -> list[Words]:
    return [mark for page in layout.pages for mark in page.marks if isinstance(mark, Words)]


@PAPERS
@LANGUAGES
def test_the_printed_dots_are_one_version_9_q_code_of_the_very_digits(language: str, paper: Paper) -> None:
    slip = of_pack(language, 3)
    picture = Image.open(BytesIO(render(slip, paper, "png")))
    assert picture.width == paper.dots
    (found,) = scan(picture)
    assert (found.text, found.ec_level) == (slip.digits, "Q")
    sealed = lay_out(slip, paper).sealed
    across = found.position.bottom_right.x - found.position.top_left.x
    assert round(across / sealed.module_dots) == MODULES == 17 + 4 * 9
    assert sealed.module_dots >= FEWEST_DOTS


@PAPERS
@LANGUAGES
def test_a_printer_s_job_is_the_picture_that_is_looked_at(language: str, paper: Paper) -> None:
    slip, machine = of_pack(language, 4), ReceiptMachine()
    machine.take(encode(Plates(paper).press(slip), cutter=True))
    (sheet,) = machine.papers
    picture = Image.open(BytesIO(render(slip, paper, "png")))
    assert (sheet.size, sheet.tobytes()) == (picture.size, picture.tobytes())


@PAPERS
@LANGUAGES
def test_every_slip_is_one_page_within_its_margins_and_large_enough_to_read(language: str, paper: Paper) -> None:
    layout = lay_out(of_pack(language, 5), paper)
    assert len(layout.pages) == 1
    for words in words_of(layout):
        right = words.left + words.line.width
        assert paper.margin - 0.05 <= words.left <= right <= paper.width - paper.margin + 0.05, words.line.text
        assert words.line.size >= SMALLEST


@pytest.mark.parametrize("paper", [ROLL_58, ROLL_80], ids=lambda paper: paper.name)
@LANGUAGES
def test_a_roll_is_as_long_as_its_words_and_no_longer(language: str, paper: Paper) -> None:
    slip = of_pack(language, 6)
    (page,) = dots(render(slip, paper, "pdf"), paper)
    ink = page.convert("L").point([255 - level for level in range(256)]).getbbox()
    assert ink is not None
    white_below = (page.height - ink[3]) / paper.dpi * 25.4
    assert 1 <= white_below <= 10


@LANGUAGES
def test_a_language_is_set_in_its_own_fonts(language: str) -> None:
    named = {family.replace(" ", "") for family in load_pack(language).fonts}
    used = {
        run.face.name.partition("-")[0]
        for words in words_of(lay_out(of_pack(language, 7), ROLL_80))
        for run in words.line.runs
    }
    assert used <= named | {"NotoSans"}
    assert used >= named - {"NotoSans"}


@pytest.mark.parametrize("paper", [ROLL_58, A6], ids=lambda paper: paper.name)
@LANGUAGES
def test_a_stack_of_leaflets_says_the_same_to_everybody(language: str, paper: Paper) -> None:
    slip = of_pack(language, 8)
    guests = [for_guest(slip, seed) for seed in range(3)]
    pages = dots(render_leaflets(iter(guests), paper), paper)
    assert [texts(page) for page in pages] == [[guest.digits] for guest in guests]
    layout = lay_out(slip, paper)
    (own,) = dots(render(slip, paper, "pdf"), paper)
    assert {masked(page, layout).tobytes() for page in pages} == {masked(own, layout).tobytes()}
