"""Rasters are exactly as wide as the head, and what is looked at is what is printed."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from kiosk.ports.paper import SlipContent
from printers.paper import A6, PAPERS, ROLL_58, Paper
from printers.qr import MODULES, matrix
from printers.raster import dots
from printers.render import render
from printers.slip import lay_out, render_pdf
from tests.printers.contents import BY_LANGUAGE, ENGLISH


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_a_raster_has_the_heads_own_width_and_the_pages_own_height(paper: Paper) -> None:
    (page,) = dots(render_pdf(ENGLISH, paper), paper)
    assert page.width == paper.dots
    assert page.height == paper.height_dots or paper.height_dots is None
    assert set(page.convert("L").tobytes()) == {0, 255}


def test_the_modules_of_the_code_are_uniform() -> None:
    """Every edge in the code's rows lies on a multiple of the module's dots: vector squares on whole dots."""
    (page,) = dots(render_pdf(ENGLISH, ROLL_58), ROLL_58)
    sealed = lay_out(ENGLISH, ROLL_58).sealed
    size = sealed.module_dots
    box = (sealed.left_dots, sealed.top_dots, sealed.left_dots + MODULES * size, sealed.top_dots + MODULES * size)
    expected = Image.new("1", (MODULES, MODULES), 1)
    for y, row in enumerate(matrix(ENGLISH.digits)):
        for x, dark in enumerate(row):
            expected.putpixel((x, y), 0 if dark else 1)
    expected = expected.resize((MODULES * size, MODULES * size), Image.Resampling.NEAREST)
    assert page.crop(box).tobytes() == expected.tobytes()


@pytest.mark.parametrize("content", BY_LANGUAGE.values(), ids=BY_LANGUAGE)
def test_the_picture_is_made_of_the_pdf(content: SlipContent) -> None:
    picture = Image.open(BytesIO(render(content, A6, "png")))
    (page,) = dots(render(content, A6, "pdf"), A6)
    assert picture.mode == "1"
    assert picture.tobytes() == page.tobytes()
