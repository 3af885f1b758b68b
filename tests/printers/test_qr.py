"""The code on the slip: one version, one level, one mask, whole dots."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from kiosk.problem import Bug
from printers.paper import PAPERS, ROLL_58, Paper
from printers.qr import MODULES, SIDE_MM, matrix, module_dots
from tests.printers.contents import digits
from tests.printers.scanner import scan


def picture(rows: list[list[bool]]) -> Image.Image:
    image = Image.new("L", (MODULES + 8, MODULES + 8), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            image.putpixel((x + 4, y + 4), 0 if dark else 255)
    return image.resize((image.width * 4, image.height * 4), Image.Resampling.NEAREST)


@pytest.mark.parametrize("text", ["1" * 312, "9" * 312, digits(7)])
def test_every_slip_has_version_9_at_level_q_with_the_same_mask(text: str) -> None:
    rows = matrix(text)
    assert len(rows) == MODULES == 17 + 4 * 9
    assert rows[8][:6] == matrix(digits(8))[8][:6]
    (found,) = scan(picture(rows))
    assert (found.text, found.ec_level) == (text, "Q")


@pytest.mark.parametrize("text", ["", "1" * 311, "1" * 313, "x" * 312, "١" * 312])
def test_anything_but_312_ascii_digits_is_a_bug(text: str) -> None:
    with pytest.raises(Bug):
        matrix(text)


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_a_module_has_six_dots_and_the_side_fits_a_reader(paper: Paper) -> None:
    module = module_dots(paper)
    assert module >= 6
    assert module * MODULES / paper.dpi * 25.4 <= SIDE_MM
    assert (module * (MODULES + 4)) <= paper.dots


def test_paper_that_is_too_narrow_for_six_dots_is_a_bug() -> None:
    with pytest.raises(Bug, match="too narrow"):
        module_dots(replace(ROLL_58, dots=340))
