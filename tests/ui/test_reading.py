"""The order of reading, from rectangles alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.bridge.reading import Box, Way, neighbour, reading_order, reading_rows

PAGE = [Box(x, y, 100, 100) for y in (0, 120) for x in (0, 120, 240)]


def test_rows_are_read_from_top_to_bottom_and_turn_round_with_the_language() -> None:
    assert reading_order(PAGE, right_to_left=False) == [0, 1, 2, 3, 4, 5]
    assert reading_order(PAGE, right_to_left=True) == [2, 1, 0, 5, 4, 3]


def test_rows_are_what_the_eye_sees_as_rows() -> None:
    assert reading_rows(PAGE, right_to_left=False) == [[0, 1, 2], [3, 4, 5]]
    assert reading_rows(PAGE, right_to_left=True) == [[2, 1, 0], [5, 4, 3]]


def test_a_tall_control_beside_two_rows_is_read_with_the_first() -> None:
    assert reading_order([*PAGE, Box(360, 0, 100, 220)], right_to_left=False) == [0, 1, 2, 6, 3, 4, 5]


@pytest.mark.parametrize(
    ("here", "way", "there"),
    [(0, Way.RIGHT, 1), (1, Way.LEFT, 0), (1, Way.DOWN, 4), (4, Way.UP, 1), (2, Way.RIGHT, None), (0, Way.UP, None)],
)
def test_an_arrow_goes_to_the_neighbour_or_nowhere(here: int, way: Way, there: int | None) -> None:
    assert neighbour(PAGE, here, way) == there


sides = st.integers(0, 1000)


@given(st.lists(st.builds(Box, sides, sides, st.integers(1, 300), st.integers(1, 300)), max_size=12), st.booleans())
def test_every_control_is_read_once(boxes: list[Box], right_to_left: bool) -> None:
    assert sorted(reading_order(boxes, right_to_left)) == list(range(len(boxes)))
