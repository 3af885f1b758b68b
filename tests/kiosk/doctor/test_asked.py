"""Whatever is wrong with a program of the system, it only says nothing."""

from __future__ import annotations

import pytest

from kiosk.doctor.asked import answer


def test_what_it_says_comes_without_its_edges_and_no_longer_than_was_asked_for() -> None:
    assert answer("printf", "  yes\n") == "yes"
    assert answer("printf", "abcdef", most=3) == "abc"


@pytest.mark.parametrize("words", [("/nowhere/timedatectl",), ("sh", "-c", "echo half; exit 3"), ("sleep", "60")])
def test_one_that_is_missing_fails_or_does_not_end_says_nothing(words: tuple[str, ...]) -> None:
    assert answer(*words, seconds=0.2) == ""


def test_what_came_before_a_failure_counts_where_that_is_asked_for() -> None:
    assert answer("sh", "-c", "echo half; exit 3", complete=False) == "half"
