"""The promises of the visit, over all answers: every path ends kindly, in one outcome, and declining costs nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.problem import Bug
from kiosk.visit.answer import DECLINED, Answer, Interpreter, Outcome, PaperChoice, Sharing
from kiosk.visit.flow import EndStep, Flow, OffersStep, PaperStep, QuestionStep, SharingStep
from kiosk.visit.protocol import Protocol
from tests.kiosk.visit.walks import EVERYTHING, PROTOCOLS, Walk, answers_of, declined_walk, protocols, walks


@given(walks())
def test_every_path_ends_in_the_one_outcome(walk: Walk) -> None:
    assert isinstance(walk.flow.step, EndStep)
    assert walk.flow.step.outcome is Outcome.HELPED
    assert list(Outcome) == [Outcome.HELPED]


@given(walks())
def test_every_path_passes_the_offers_once_and_the_paper(walk: Walk) -> None:
    assert walk.pages.count("offers") == 1
    assert walk.pages[-2:] == ("paper", "end")


@given(walks(things_only=False))
def test_declining_everything_is_never_a_longer_visit(walk: Walk) -> None:
    assert len(declined_walk(walk.flow.protocol).steps) <= len(walk.pages)


@given(walks())
def test_things_only_is_never_a_longer_visit(walk: Walk) -> None:
    flow = Flow(walk.flow.protocol, EVERYTHING)
    flow.choose_language("es")
    flow.choose_things_only()
    flow.choose_offers(())
    flow.choose_paper(PaperChoice.PRINT)
    assert len(flow.steps) <= len(walk.pages)


@given(st.data(), protocols)
def test_declining_one_page_never_brings_a_page_more(data: st.DataObject, protocol: Protocol) -> None:
    """From any question on, declining it leads to no more pages than any answer, all later ones being equal."""
    later = {question.code: data.draw(answers_of(question)) for question in protocol.questions}
    declined = data.draw(st.sampled_from(protocol.questions))
    assert _pages(protocol, {**later, declined.code: DECLINED}) <= _pages(protocol, later)


@given(walks(things_only=False))
def test_every_question_that_was_asked_can_be_declined(walk: Walk) -> None:
    for question in (step.question for step in walk.flow.steps if isinstance(step, QuestionStep)):
        flow = _at_question(walk, question.code)
        flow.decline()
        assert flow.answers[question.code] == DECLINED


@given(walks(things_only=True))
def test_things_only_holds_no_answers(walk: Walk) -> None:
    assert walk.flow.answers == {}
    assert not any(isinstance(step, QuestionStep | SharingStep) for step in walk.flow.steps)


@given(st.data())
def test_answers_of_pages_that_a_new_answer_took_away_do_not_count(data: st.DataObject) -> None:
    flow = _up_to(PROTOCOLS["covid-2021"], "vaccine")
    flow.answer(Answer((1,)))
    assert isinstance(flow.step, QuestionStep)
    assert flow.step.question.key == "product"
    flow.answer(Answer((data.draw(st.integers(1, 9)),)))
    flow.back()
    flow.back()
    flow.decline()
    assert isinstance(flow.step, QuestionStep)
    assert flow.step.question.key == "needs"
    assert PROTOCOLS["covid-2021"].question("product").code not in flow.answers


def test_going_back_keeps_the_answer_marked() -> None:
    flow = _up_to(PROTOCOLS["default"], "sick")
    assert isinstance(flow.step, QuestionStep)
    sick = flow.step.question
    flow.answer(Answer((2, 3)))
    flow.back()
    assert flow.marked(sick) == Answer((2, 3))


def test_going_back_is_free_until_the_visit_is_sealed() -> None:
    flow = declined_walk(PROTOCOLS["default"])
    assert not flow.can_go_back
    flow.back()
    assert isinstance(flow.step, EndStep)


def test_a_language_switch_leaves_page_and_answers() -> None:
    flow = _up_to(PROTOCOLS["default"], "mask")
    answers = dict(flow.answers)
    flow.change_language("ar")
    assert isinstance(flow.step, QuestionStep)
    assert (flow.step.question.key, dict(flow.answers), flow.language) == ("mask", answers, "ar")


def test_without_a_common_language_there_are_things_and_no_questions() -> None:
    flow = Flow(PROTOCOLS["default"], EVERYTHING)
    flow.choose_other_language("mam")
    flow.go_without_interpreter()
    assert isinstance(flow.step, OffersStep)
    flow.choose_offers(())
    assert isinstance(flow.step, PaperStep)
    assert (flow.things_only, flow.interpreter, flow.answers) == (True, Interpreter.NEEDED, {})


def test_an_interpreter_opens_the_whole_visit() -> None:
    flow = Flow(PROTOCOLS["default"], EVERYTHING)
    flow.choose_other_language("mam")
    flow.find_interpreter("es")
    flow.choose_questions()
    assert isinstance(flow.step, QuestionStep)
    assert (flow.spoken, flow.language, flow.interpreter) == ("mam", "es", Interpreter.FOUND)


def test_delete_now_stands_on_the_last_page_too() -> None:
    flow = declined_walk(PROTOCOLS["default"])
    flow.choose_paper(PaperChoice.DELETE)
    assert flow.paper is PaperChoice.DELETE
    assert isinstance(flow.step, EndStep)


@pytest.mark.parametrize("codes", [(), (99,), (1, 2), (3, 2), (2, 2)])
def test_codes_that_a_question_does_not_have_are_a_bug(codes: tuple[int, ...]) -> None:
    flow = _up_to(PROTOCOLS["default"], "sick")
    with pytest.raises(Bug):
        flow.answer(Answer(codes))


def test_an_offer_that_is_not_on_the_page_is_a_bug() -> None:
    flow = Flow(PROTOCOLS["default"], ("mask",))
    flow.choose_language("es")
    flow.choose_things_only()
    with pytest.raises(Bug):
        flow.choose_offers((4,))


def test_a_healthy_adult_needs_no_more_than_twelve_choices() -> None:
    flow = Flow(PROTOCOLS["default"], EVERYTHING)
    flow.choose_language("es")
    flow.choose_questions()
    choices = 2
    while isinstance(flow.step, QuestionStep):
        flow.answer(Answer((1,)))
        choices += 1
    flow.choose_offers(())
    flow.share(Sharing.ALL)
    flow.choose_paper(PaperChoice.PRINT)
    assert choices + 3 <= 12


def _pages(protocol: Protocol, answers: dict[int, Answer]) -> int:
    flow = Flow(protocol, EVERYTHING)
    flow.choose_language("es")
    flow.choose_questions()
    while isinstance(flow.step, QuestionStep):
        flow.answer(answers[flow.step.question.code])
    return len(flow.steps)


def _at_question(walk: Walk, code: int) -> Flow:
    flow = Flow(walk.flow.protocol, EVERYTHING)
    flow.choose_language("es")
    flow.choose_questions()
    while isinstance(flow.step, QuestionStep) and flow.step.question.code != code:
        flow.answer(walk.flow.answers[flow.step.question.code])
    return flow


def _up_to(protocol: Protocol, key: str) -> Flow:
    flow = Flow(protocol, EVERYTHING)
    flow.choose_language("es")
    flow.choose_questions()
    while isinstance(flow.step, QuestionStep) and flow.step.question.key != key:
        flow.answer(Answer((1,)))
    return flow
