"""Only a sheet that the printer offers, and that the slip fits on."""

from __future__ import annotations

import pytest

from printers.ipp_message import Tag, attribute, media_size
from printers.media import Sheet, choose
from printers.paper import A6, LETTER, ROLL_58, ROLL_80, Paper

PAGES = ("iso_a4_210x297mm", "na_letter_8.5x11in", "iso_a6_105x148mm", "om_photo_100x150mm", "auto", "")
ROLLS = ("roll_max_80x3000mm", "roll_min_80x40mm", "om_receipt_58x100mm", "om_receipt_58x297mm", "oe_wide_4x6in")


@pytest.mark.parametrize(
    ("paper", "keyword"), [(A6, "iso_a6_105x148mm"), (LETTER, "na_letter_8.5x11in")], ids=["A6", "Letter"]
)
def test_a_page_takes_its_own_sheet(paper: Paper, keyword: str) -> None:
    sheet = choose(PAGES, (), paper, 0)
    assert sheet is not None
    assert sheet.attribute() == attribute(Tag.KEYWORD, "media", keyword)


def test_a6_goes_onto_a_larger_sheet_that_is_loaded_when_there_is_no_a6() -> None:
    sheet = choose(PAGES[:2], ("na_letter_8.5x11in",), A6, 0)
    assert sheet is not None
    assert sheet.keyword == "na_letter_8.5x11in"


def test_a_page_that_fits_nowhere_is_not_printed() -> None:
    assert choose(("iso_a6_105x148mm", "custom_max_216x356mm"), (), LETTER, 0) is None
    assert choose(("iso_a6_105x148mm",), (), ROLL_58, 90) is None
    assert choose((), (), A6, 0) is None


def test_a_roll_is_cut_to_the_slips_own_length_where_the_printer_can() -> None:
    assert choose(ROLLS, (), ROLL_80, 123.4) == Sheet("", 80, 123.4)
    assert choose(ROLLS, (), ROLL_80, 20) == Sheet("", 80, 40)
    asked = Sheet("", 80, 123.4).attribute()
    assert asked == media_size(8000, 12340)
    assert b"x-dimension\x21\x00\x00\x00\x04" + (8000).to_bytes(4, "big") in asked


def test_a_roll_of_named_lengths_takes_the_shortest_that_holds_the_slip() -> None:
    shorter, longer = (choose(ROLLS[2:], (), ROLL_58, height) for height in (95, 120))
    assert (shorter and shorter.keyword, longer and longer.keyword) == ("om_receipt_58x100mm", "om_receipt_58x297mm")
    assert choose(ROLLS[2:], (), ROLL_58, 400) is None


@pytest.mark.parametrize("name", ["x_1..2x3mm", "x_axbmm", "iso_a6_105x148", "x_999999999999x1mm", "_105x148mm"])
def test_names_that_describe_nothing_do_no_harm(name: str) -> None:
    assert choose((name,), (name,), A6, 0) is None
