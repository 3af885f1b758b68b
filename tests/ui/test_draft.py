"""Marks of one page, without a window."""

from __future__ import annotations

import pytest

from kiosk.visit.answer import DECLINED, Answer
from kiosk.visit.flow import Flow
from kiosk.visit.protocol_file import shipped_protocol
from ui.bridge.draft import Draft

PROTOCOL = shipped_protocol("covid-2021")


@pytest.fixture
def draft() -> Draft:
    return Draft(Flow(PROTOCOL, ()))


def test_nothing_is_marked_at_first(draft: Draft) -> None:
    assert (draft.codes, draft.count) == (set(), 0)


def test_a_single_answer_is_finished_at_once(draft: Draft) -> None:
    assert draft.pick(PROTOCOL.question("mask"), 3) == Answer((3,))


def test_several_answers_gather_and_a_second_touch_takes_one_back(draft: Draft) -> None:
    sick = PROTOCOL.question("sick")
    assert [draft.pick(sick, code) for code in (2, 5, 2)] == [None, None, None]
    assert draft.answer(sick) == Answer((5,))


def test_nobody_is_finished_at_once_whatever_was_marked(draft: Draft) -> None:
    sick = PROTOCOL.question("sick")
    draft.pick(sick, 2)
    assert draft.pick(sick, 1) == Answer((1,))


def test_a_marked_symptom_takes_a_remembered_nobody_away(draft: Draft) -> None:
    sick = PROTOCOL.question("sick")
    draft.codes = {1}
    draft.pick(sick, 2)
    assert draft.answer(sick) == Answer((2,))


def test_children_count_from_one_and_stop_at_the_most(draft: Draft) -> None:
    who = PROTOCOL.question("who")
    draft.pick(who, 2)
    assert draft.answer(who) == Answer((2,))
    draft.count_to(who, 99)
    assert draft.answer(who) == Answer((who.most + 1,))


@pytest.mark.parametrize("key", ["who", "sick", "months"])
def test_going_on_with_nothing_marked_is_declining(draft: Draft, key: str) -> None:
    assert draft.answer(PROTOCOL.question(key)) == DECLINED
