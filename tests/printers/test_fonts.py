"""No character of a slip is ever a silent box."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kiosk.ports.paper import SlipContent
from kiosk.problem import Bug
from printers.fonts import FontMissing, Weight, face, faces, itemise
from printers.shaping import Writing, shape_run
from tests.printers.contents import BY_LANGUAGE


@pytest.mark.parametrize("content", BY_LANGUAGE.values(), ids=BY_LANGUAGE)
@pytest.mark.parametrize("weight", Weight)
def test_every_character_of_a_slip_has_a_glyph(content: SlipContent, weight: Weight) -> None:
    texts = [content.title, content.disclaimer, content.code_label, content.demo, content.code]
    texts += [text for paragraph in content.paragraphs for text in (paragraph.heading, paragraph.text)]
    for text in texts:
        writing = Writing(text, content.right_to_left, faces(content.font_families, weight))
        for run in writing.shape(0, len(writing.text)):
            by_character = {character: glyph for glyph, character in run.face.char_of_glyph.items()}
            assert all(by_character[character] > 0 for character in run.drawn)


def test_a_character_that_no_font_draws_is_a_bug() -> None:
    with pytest.raises(Bug, match=r"U\+16A0"):
        Writing("a \u16a0", False, faces(("NotoSans",), Weight.REGULAR))


def test_a_glyph_that_is_missing_at_shaping_is_a_bug() -> None:
    with pytest.raises(Bug, match=r"U\+0416"):
        shape_run("Ж", 1, face("NotoSansArabic", Weight.REGULAR))


def test_a_font_that_is_not_installed_is_named() -> None:
    with pytest.raises(FontMissing, match="NotoSansNowhere-Bold") as caught:
        face("NotoSansNowhere", Weight.BOLD)
    assert caught.value.code == "font-missing"


def test_a_font_that_the_slip_does_not_name_is_asked_after_the_others() -> None:
    chosen = itemise("aب", [0, 1], faces(("NotoSans",), Weight.REGULAR))
    assert [one.name for one in chosen] == ["NotoSans-Regular", "NotoSansArabic-Regular"]


def test_a_mark_stays_with_the_font_of_its_letter() -> None:
    chosen = itemise("بً", [1, 1], faces(("NotoSans", "NotoSansArabic"), Weight.REGULAR))
    assert {one.name for one in chosen} == {"NotoSansArabic-Regular"}


def test_arabic_letters_join() -> None:
    arabic = face("NotoSansArabic", Weight.REGULAR)
    alone = {str(shape_run(letter, 1, arabic).drawn) for letter in "بيت"}
    assert alone.isdisjoint(str(shape_run("بيت", 1, arabic).drawn))


def test_everyday_hanzi_that_no_catalogue_uses_are_drawn_for_a_site_s_own_text() -> None:
    chosen = itemise("蚂蚁", [0, 0], faces(("NotoSansSC",), Weight.REGULAR))
    assert {one.name for one in chosen} == {"NotoSansSCMore-Regular"}


FONTS_OF_A_SPANISH_SLIP = """
from reportlab.pdfbase import pdfmetrics
from printers.paper import ROLL_58
from printers.slip import render_pdf
from tests.printers.contents import of_pack
render_pdf(of_pack("es", 1), ROLL_58)
print(*(name for name in pdfmetrics.getRegisteredFontNames() if name.startswith("Noto")))
"""


def test_fonts_of_other_scripts_are_not_loaded_for_a_slip_that_needs_none() -> None:
    command = [sys.executable, "-c", FONTS_OF_A_SPANISH_SLIP]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=50, check=True)
    assert set(ran.stdout.split()) == {"NotoSans-Regular", "NotoSans-Bold"}
