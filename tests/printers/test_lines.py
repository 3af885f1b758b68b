"""Lines: nothing lost, nothing wider than the column, numbers whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.languages.catalogue import load_catalogue
from printers.breaking import piece_ends
from printers.fonts import Weight, faces
from printers.lines import Style, set_text
from printers.numbers import keep_whole
from tests.printers.contents import BY_LANGUAGE

LATIN = Style(faces(("NotoSans",), Weight.REGULAR), 10, 13)
ARABIC = Style(faces(("NotoSansArabic",), Weight.REGULAR), 10, 13)
CLOSING, OPENING = "，。、：；！？）》」』】〉％…·”’,.:;!?)", "（《「『【〈“‘("
CHINESE = Style(faces(("NotoSansSC",), Weight.REGULAR), 10, 13)
WORDS = st.lists(st.text(alphabet="aáñWil.,()-/0123456789بيتالـ، ", min_size=1, max_size=16), min_size=1, max_size=12)


def pieces(text: str) -> list[str]:
    ends = piece_ends(text)
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@given(words=WORDS, width=st.floats(40, 200), right_to_left=st.booleans(), balanced=st.integers(0, 4))
def test_lines_keep_every_letter_and_never_exceed_the_column(
    words: list[str], width: float, right_to_left: bool, balanced: int
) -> None:
    text = " ".join(words)
    style = Style(ARABIC.faces, 10, 13, balanced)
    lines = set_text(text, style, width, right_to_left)
    kept = "".join("".join(line.text.split()) for line in lines)
    assert kept == "".join(text.split())
    assert all(line.width <= width + 0.1 for line in lines)
    assert all(line.text == line.text.strip(" ") for line in lines)


@given(words=WORDS, width=st.floats(40, 200))
def test_balancing_a_text_gives_no_more_lines(words: list[str], width: float) -> None:
    text = " ".join(words)
    balanced = Style(ARABIC.faces, 10, 13, balanced=9)
    assert len(set_text(text, balanced, width, False)) == len(set_text(text, ARABIC, width, False))


def test_two_balanced_lines_are_of_like_length() -> None:
    title = "Lo que hoy ofrecemos a todas"
    ragged, even = (
        [line.width for line in set_text(title, Style(LATIN.faces, 10, 13, rows), 130, False)] for rows in (0, 2)
    )
    assert len(ragged) == len(even) == 2
    assert abs(even[0] - even[1]) < abs(ragged[0] - ragged[1])


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Casa Ceiba是人道组织，不是政府。", 125, ["Casa Ceiba是人道组织，", "不是政府。"]),
        ("¿Busca a su familia? Cruz Roja: icrc.org", 150, ["¿Busca a su familia?", "Cruz Roja: icrc.org"]),
        ("Sí, recibe la misma ayuda en todo caso", 150, ["Sí, recibe la misma", "ayuda en todo caso"]),
    ],
)
def test_two_lines_part_where_the_sentence_does(text: str, width: float, lines: list[str]) -> None:
    style = Style(CHINESE.faces, 10, 13, balanced=2)
    assert [line.text for line in set_text(text, style, width, False)] == lines


def test_a_word_wider_than_the_column_is_cut_and_not_clipped() -> None:
    lines = set_text("m" * 40, LATIN, 60, right_to_left=False)
    assert "".join(line.text for line in lines) == "m" * 40
    assert max(line.width for line in lines) <= 60


def test_line_feeds_begin_new_lines_and_empty_ones_are_left_out() -> None:
    assert [line.text for line in set_text("uno\n\n dos  tres \n", LATIN, 200, False)] == ["uno", "dos tres"]


def test_the_last_line_is_not_one_short_word() -> None:
    text = "Recibe la misma ayuda sin contestar a eso"
    for width in range(130, 190):
        *_, last = set_text(text, LATIN, float(width), False)
        assert last.text != "eso", width


@pytest.mark.parametrize(
    "number", ["+1 (915) 555-0100", "(915) 555 0100", "555 0100", "2026-11-24", "01 800 555 01 00"]
)
@pytest.mark.parametrize("right_to_left", [False, True])
def test_a_telephone_number_stays_on_one_line(number: str, right_to_left: bool) -> None:
    for width in range(110, 200):
        lines = set_text(f"palabra otra {number} y más", LATIN, float(width), right_to_left)
        assert sum(number.replace(" ", "\u00a0") in line.text for line in lines) == 1


@pytest.mark.parametrize("text", ["9–17", "24/7", "911", "a1b2c3d4", "7KQ4-M2X9-T", "100%."])
def test_short_figures_and_codes_are_left_as_written(text: str) -> None:
    assert keep_whole(text, right_to_left=True) == text


def test_a_number_at_the_end_of_a_sentence_does_not_take_the_next_one_with_it() -> None:
    assert keep_whole("555 0100. 24 horas", right_to_left=False) == "555\u00a00100. 24 horas"


def test_hanzi_part_anywhere_but_before_closing_and_after_opening_marks() -> None:
    assert pieces("这张纸(免费),是你的。") == ["这", "张", "纸", "(免", "费),", "是", "你", "的。"]


def test_full_width_marks_stand_where_plain_ones_stand() -> None:
    assert pieces("这张纸（免费），是你的！") == ["这", "张", "纸", "（免", "费），", "是", "你", "的！"]
    assert pieces("红十字会：familylinks.icrc.org") == ["红", "十", "字", "会：", "familylinks.icrc.org"]
    assert pieces("Casa Ceiba是组织") == ["Casa ", "Ceiba", "是", "组", "织"]


@pytest.mark.parametrize("page", ["slip", "notice", "end", "paper"])
def test_no_line_of_chinese_begins_with_a_closing_or_ends_with_an_opening_mark(page: str) -> None:
    said = [text for key, text in load_catalogue("zh-Hans").sentences.items() if key.startswith(f"{page}.")]
    text = "\n".join(re.sub(r"\{\w+\}", "Luz", sentence) for sentence in said)
    for width in range(60, 200, 7):
        lines = set_text(text, CHINESE, float(width), False)
        assert {line.text[0] for line in lines}.isdisjoint(CLOSING)
        assert {line.text[-1] for line in lines}.isdisjoint(OPENING)


def test_a_number_between_hanzi_stays_on_one_line() -> None:
    assert keep_whole("请打555 0100，免费", right_to_left=False) == "请打555\u00a00100，免费"


def test_words_part_at_slashes_and_hyphens_but_codes_and_addresses_do_not() -> None:
    assert pieces("fiebre/tos grand-mère") == ["fiebre/", "tos ", "grand-", "mère"]
    assert pieces("7KQ4-M2X9-T 24/7 familylinks.icrc.org") == ["7KQ4-M2X9-T ", "24/7 ", "familylinks.icrc.org"]


def test_what_a_line_says_is_kept_in_reading_order() -> None:
    text = BY_LANGUAGE["ar"].disclaimer
    assert " ".join(line.text for line in set_text(text, ARABIC, 120, True)) == text
