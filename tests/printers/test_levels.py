"""Order of mixed writing, held against Qt's own (an independent implementation of UAX #9)."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextLayout, QTextOption

from printers.fonts import Weight, faces
from printers.levels import levels, visual_order
from printers.numbers import keep_whole
from printers.shaping import Writing

SENTENCES = [
    "الصليب الأحمر (ICRC)، هاتف 555 0123 (من 9–17).",
    "اتصل بالرقم +1 (915) 555-0100 أو 911 الآن.",
    "بيت البلوط (Casa del Roble [abierto])، ليلًا ونهارًا.",
    "الرمز 7KQ4-M2X9-T فقط.",
    "Casa (بيت البلوط 24/7) – free, 100%.",
    "SMS 12 رسائل, a (b) ج (د) e 3:45",
    "ABC (DEF عربي) نص",
]


def ours(text: str, right_to_left: bool) -> list[int]:
    found = levels(text, right_to_left)
    while text.endswith(" "):
        text = text[:-1]
    return visual_order(found[: len(text)])


def of_qt(text: str, right_to_left: bool) -> list[int]:
    """Indices of the characters of `text` from left to right, as far as they have glyphs of their own."""
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    layout = QTextLayout(text)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e6)
    layout.endLayout()
    placed: dict[int, float] = {}
    for run in line.glyphRuns(-1, -1, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll):
        for index, position in zip(run.stringIndexes(), run.positions(), strict=True):
            placed.setdefault(index, position.x())
    return sorted(placed, key=lambda index: placed[index])


def agreed(text: str, right_to_left: bool) -> bool:
    """Compare the characters that have ink and stand alone (a mark may lie anywhere on its letter)."""
    qt = [index for index in of_qt(text, right_to_left) if category(text[index]) not in ("Zs", "Cf")]
    mine = [index for index in ours(text, right_to_left) if index in set(qt)]
    return mine == qt


@pytest.mark.parametrize("right_to_left", [False, True])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_stand_in_the_order_that_qt_gives_them(
    qapp: QGuiApplication, sentence: str, right_to_left: bool
) -> None:
    plain = "".join(character for character in sentence if character not in "\u064b\u064f")
    assert agreed(plain, right_to_left)


def test_a_number_embedded_whole_stands_where_qt_puts_it(qapp: QGuiApplication) -> None:
    text = keep_whole("اتصل بالرقم +1 (915) 555-0100، 555 0200 أو 911 الآن.", right_to_left=True)
    assert agreed(text, True)


@given(text=st.text(alphabet="abC اﺏدس 19()[]-–.,:/+%!\u00a0", min_size=1, max_size=24), right_to_left=st.booleans())
@settings(max_examples=300)
def test_any_mixture_stands_in_the_order_that_qt_gives_it(
    qapp: QGuiApplication, text: str, right_to_left: bool
) -> None:
    text = text.strip()
    assert not text or agreed(text, right_to_left)


def test_a_wrong_order_would_be_seen(qapp: QGuiApplication) -> None:
    assert of_qt("اب cd", True) == [3, 4, 2, 1, 0]
    assert of_qt("ab cd", False) == [0, 1, 2, 3, 4]


def test_brackets_in_arabic_are_mirrored() -> None:
    writing = Writing("نص (نص)", True, faces(("NotoSansArabic",), Weight.REGULAR))
    (run,) = writing.shape(0, len(writing.text))
    opening, closing = (run.drawn.index(bracket) for bracket in "()")
    assert opening < closing


def test_a_code_in_arabic_is_one_run_of_the_latin_font() -> None:
    writing = Writing("الرمز 7KQ4-M2X9-T هنا", True, faces(("NotoSansArabic",), Weight.REGULAR))
    latin = [run for run in writing.shape(0, len(writing.text)) if run.face.name == "NotoSans-Regular"]
    assert [str(run.drawn) for run in latin] == ["7KQ4-M2X9-T"]


def test_isolates_of_a_translator_are_obeyed_and_not_drawn() -> None:
    writing = Writing("هاتف \u2066555-0100\u2069 الآن", True, faces(("NotoSansArabic",), Weight.REGULAR))
    assert [str(run.drawn) for run in writing.shape(0, len(writing.text))][1] == "555-0100"


def test_joiners_keep_their_place_in_the_shaping() -> None:
    separated = Writing("ن\u200cن", True, faces(("NotoSansArabic",), Weight.REGULAR))
    joined = Writing("نن", True, faces(("NotoSansArabic",), Weight.REGULAR))
    assert separated.width(0, 3) != joined.width(0, 2)
