"""Where a scan stands, without a window."""

from __future__ import annotations

from ui.bridge.round import LINEAR, ROUNDS, Round

ROWS = [["a", "b", "c"], ["d", "e", "f"], ["g"]]


def test_few_things_go_one_by_one() -> None:
    few = Round(["abc", "def"])
    seen = []
    for _ in range(LINEAR):
        seen += few.present
        few.step()
    assert seen == list("abcdef")


def test_many_go_by_rows_and_a_row_of_one_is_chosen_at_once() -> None:
    many = Round(ROWS)
    assert many.present == ["a", "b", "c"]
    many.step()
    many.step()
    assert many.press() == "g"
    assert many.present == ["a", "b", "c"]


def test_a_press_enters_a_row_and_the_next_chooses() -> None:
    many = Round(ROWS)
    assert many.press() is None
    many.step()
    assert many.press() == "b"


def test_two_rounds_in_a_row_lead_out_of_it_and_two_rounds_of_the_page_to_rest() -> None:
    many = Round(ROWS)
    many.press()
    for _ in range(len(ROWS[0]) * ROUNDS):
        assert len(many.present) == 1
        many.step()
    assert many.present == ROWS[0]
    for _ in range(len(ROWS) * ROUNDS):
        assert many.present
        many.step()
    assert many.present == []
    assert many.press() is None
    assert many.present == ROWS[0]


def test_a_page_of_nothing_chooses_nothing() -> None:
    nothing: Round[str] = Round([])
    nothing.step()
    assert (nothing.present, nothing.press()) == ([], None)
