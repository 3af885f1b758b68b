"""The packs' fonts in the window."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from importlib import resources

import pytest
from PySide6.QtGui import QFont, QGuiApplication, QRawFont, QTextLayout

from kiosk.languages.catalogue import load_catalogue
from kiosk.languages.pack import pack_codes
from tests.ui.hand import Hand, settle
from tests.ui.house import PROFILE, services
from ui.bridge.fonts import FAMILIES, load_fonts, use_fonts, with_line
from ui.bridge.layout import measure

MORE = "Noto Sans SC More"
Open = Callable[..., Hand]


def test_the_window_draws_with_the_fonts_of_the_packs(qapp: object) -> None:
    assert set(FAMILIES) - {MORE} <= set(load_fonts())


def test_the_paper_s_further_hanzi_are_not_read_for_the_screen(qapp: object) -> None:
    assert MORE not in load_fonts()


def test_a_site_s_own_hanzi_are_read_after_the_first_frame(open_hand: Open) -> None:
    open_hand()
    assert MORE not in QGuiApplication.font().families()
    open_hand(services()._replace(profile=PROFILE._replace(shelter="蚂蚁之家")))
    settle()
    assert MORE in QGuiApplication.font().families()
    use_fonts()


def test_another_line_height_changes_no_letter(qapp: object) -> None:
    font = resources.files("kiosk.languages").joinpath("fonts", "NotoSansArabic-Regular.ttf").read_bytes()
    before, after = QRawFont(font, 100.0), QRawFont(with_line(font, 0.98, 0.38), 100.0)
    assert round(after.ascent() + after.descent()) == 136
    assert before.ascent() + before.descent() > 200
    glyphs = before.glyphIndexesForString("هل أحد مريض اليوم؟")
    assert [before.pathForGlyph(glyph) for glyph in glyphs] == [after.pathForGlyph(glyph) for glyph in glyphs]


@pytest.mark.parametrize("language", [code for code in pack_codes() if code != "es"])
def test_lines_are_as_high_in_every_language_as_in_spanish(qapp: object, language: str) -> None:
    use_fonts()
    other = measure(load_catalogue(language).say("question.sick"), 2000, 40, True)
    spanish = measure(load_catalogue("es").say("question.sick"), 2000, 40, True)
    assert abs(other.height - spanish.height) <= 4


def drawn_by_others(text: str) -> set[str]:
    """Fonts that are not the packs' own and still draw some of the text; "" stands for letters that nobody draws."""
    layout = QTextLayout(text.replace("\n", "\u2028"), QFont())
    layout.beginLayout()
    while layout.createLine().isValid():
        pass
    layout.endLayout()
    runs = layout.glyphRuns()
    missing = {""} if any(0 in run.glyphIndexes() for run in runs) else set()
    return {run.rawFont().familyName() for run in runs} - set(FAMILIES) | missing


@pytest.mark.parametrize("language", pack_codes())
def test_the_window_draws_every_sentence_with_the_packs_own_fonts(qapp: object, language: str) -> None:
    use_fonts()
    assert drawn_by_others("\n".join(load_catalogue(language).sentences.values())) == set()


def test_a_letter_that_the_packs_fonts_do_not_draw_is_found(qapp: object) -> None:
    use_fonts()
    assert drawn_by_others("Ayuda \u16a0")


def test_a_kiosk_s_window_knows_no_font_of_the_machine() -> None:
    program = """
from ui.bridge.surroundings import prepare
prepare()
from PySide6.QtGui import QFontDatabase, QGuiApplication
from ui.bridge.fonts import load_fonts
application = QGuiApplication([])
generic = {"Monospace", "Sans Serif", "Serif"}  # names without a file, which Qt always has
assert set(QFontDatabase.families()) <= generic, QFontDatabase.families()
load_fonts()
print(*sorted(set(QFontDatabase.families()) - generic), sep=",")
"""
    environment = {**os.environ, "FONTCONFIG_FILE": "", "FONTCONFIG_SYSROOT": ""}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "Noto Sans,Noto Sans Arabic,Noto Sans SC", done.stderr
    assert not done.stderr
