"""A stack of leaflets: each its own code, one clear text."""

from __future__ import annotations

import pytest

from kiosk.problem import Bug
from printers.leaflets import render_leaflets
from printers.paper import A6, ROLL_58, Paper
from printers.raster import dots
from printers.slip import lay_out, render_pdf
from tests.printers.contents import ARABIC, ENGLISH, SPANISH, for_guest
from tests.printers.scanner import texts
from tests.printers.test_slip import masked


@pytest.mark.parametrize("paper", [ROLL_58, A6], ids=["58", "A6"])
def test_every_leaflet_has_its_own_digits_and_the_clear_text_of_any_slip(paper: Paper) -> None:
    guests = [for_guest(ARABIC, seed) for seed in range(5)]
    pages = dots(render_leaflets(iter(guests), paper), paper)
    assert [texts(page) for page in pages] == [[guest.digits] for guest in guests]
    (slip,) = dots(render_pdf(for_guest(ARABIC, 99), paper), paper)
    layout = lay_out(ARABIC, paper)
    assert {masked(page, layout).tobytes() for page in pages} == {masked(slip, layout).tobytes()}


def test_the_clear_text_is_in_the_file_once() -> None:
    pdf = render_leaflets([for_guest(ENGLISH, seed) for seed in range(20)], ROLL_58)
    assert pdf.count(b"/FormXob.clear0x0 ") == 20
    assert len(pdf) < 20 * 0.4 * len(render_pdf(ENGLISH, ROLL_58))


def test_leaflets_with_other_words_do_not_belong_in_the_stack() -> None:
    with pytest.raises(Bug, match="same clear text"):
        render_leaflets([ENGLISH, SPANISH], ROLL_58)


def test_an_empty_stack_is_a_bug() -> None:
    with pytest.raises(Bug, match="at least one"):
        render_leaflets([], ROLL_58)
