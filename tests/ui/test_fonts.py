"""The packs' fonts in the window."""

from __future__ import annotations

from importlib import resources

from PySide6.QtGui import QRawFont

from kiosk.languages.catalogue import load_catalogue
from ui.bridge.fonts import FAMILIES, load_fonts, use_fonts, with_line
from ui.bridge.layout import measure


def test_the_window_draws_with_the_fonts_of_the_packs(qapp: object) -> None:
    assert set(FAMILIES) <= set(load_fonts())


def test_another_line_height_changes_no_letter(qapp: object) -> None:
    font = resources.files("kiosk.languages").joinpath("fonts", "NotoSansArabic-Regular.ttf").read_bytes()
    before, after = QRawFont(font, 100.0), QRawFont(with_line(font, 0.98, 0.38), 100.0)
    assert round(after.ascent() + after.descent()) == 136
    assert before.ascent() + before.descent() > 200
    glyphs = before.glyphIndexesForString("هل أحد مريض اليوم؟")
    assert [before.pathForGlyph(glyph) for glyph in glyphs] == [after.pathForGlyph(glyph) for glyph in glyphs]


def test_lines_are_as_high_in_arabic_as_in_spanish(qapp: object) -> None:
    use_fonts()
    arabic = measure(load_catalogue("ar").say("question.sick"), 2000, 40, True)
    spanish = measure(load_catalogue("es").say("question.sick"), 2000, 40, True)
    assert abs(arabic.height - spanish.height) <= 4
