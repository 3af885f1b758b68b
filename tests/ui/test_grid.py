"""How cards share a page, without a window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.bridge.grid import CardStyle, Label, Size, arrange

STYLE = CardStyle(text=32, hint=22, padding=22, inset=10, gap=18, pictogram=64, check=36, smallest=118, more=118)


def measure(text: str, width: float, pixels: float, bold: bool) -> Size:
    """Letters half as wide as high, wrapped greedily between words."""
    letter = pixels / 2
    lines, used = 1, 0.0
    for word in text.split():
        need = len(word) * letter
        if used and used + letter + need > width:
            lines, used = lines + 1, need
        else:
            used += need + (letter if used else 0)
    return Size(max(len(word) for word in text.split()) * letter, lines * pixels * 1.4)


def labels(count: int, text: str = "two words") -> list[Label]:
    return [Label(text, "", True)] * count


@pytest.mark.parametrize(("count", "columns"), [(2, 2), (3, 3), (4, 2), (5, 3), (6, 3), (7, 3), (8, 3), (9, 3)])
def test_cards_fill_a_wide_page_evenly(count: int, columns: int) -> None:
    grid = arrange(labels(count), 0, Size(1208, 440), STYLE, measure)
    assert (grid.columns, len(grid.sheets)) == (columns, 1)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_few_cards_stand_below_each_other_on_a_tall_page(count: int) -> None:
    assert arrange(labels(count), 0, Size(728, 800), STYLE, measure).columns == 1


def test_what_does_not_fit_is_paged_and_the_first_card_leads_every_sheet() -> None:
    grid = arrange(labels(20), 1, Size(1208, 300), STYLE, measure)
    assert len(grid.sheets) > 1
    assert all(sheet[0] == 0 for sheet in grid.sheets)


def test_words_become_a_little_smaller_before_a_second_sheet_is_opened() -> None:
    longer = [*labels(8), Label("help to see hear walk understand", "", True)]
    grid = arrange(longer, 0, Size(1208, 440), STYLE, measure)
    assert (len(grid.sheets), grid.scale < 1) == (1, True)


def test_a_pictogram_grows_only_where_the_words_keep_their_place() -> None:
    assert arrange(labels(2), 0, Size(1208, 440), STYLE, measure).picture > STYLE.pictogram
    assert arrange(labels(9), 0, Size(1208, 400), STYLE, measure).picture <= STYLE.pictogram * 1.25


@given(
    count=st.integers(1, 24),
    first=st.integers(0, 1),
    width=st.integers(500, 2000),
    height=st.integers(140, 1400),
    scale=st.floats(1, 2),
)
def test_every_card_stands_on_some_sheet_and_none_is_smaller_than_a_finger(
    count: int, first: int, width: int, height: int, scale: float
) -> None:
    grid = arrange(labels(count), min(first, count), Size(width, height), STYLE.scaled(scale), measure)
    assert {index for sheet in grid.sheets for index in sheet} == set(range(count))
    assert all(row >= STYLE.smallest for rows in grid.heights for row in rows)
    for sheet, rows in zip(grid.sheets, grid.heights, strict=True):
        assert len(sheet) <= grid.columns * len(rows)
        assert sum(rows) + STYLE.gap * (len(rows) - 1) <= height + 0.01


def test_a_long_card_does_not_push_the_first_one_off_its_sheet() -> None:
    long = [Label("none", "", True), *labels(3), Label("help to see and to hear and to walk", "", True)]
    grid = arrange(long, 1, Size(700, 560), STYLE.scaled(2.0), measure)
    assert len(grid.sheets) > 1
    assert all(sheet[0] == 0 for sheet in grid.sheets)
    assert grid.heights[0] != grid.heights[-1]
