"""Ways through a visit: hypothesis draws them, and each returns the flow at its end with the pages it passed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from kiosk.visit.answer import DECLINED, Answer, PaperChoice, Sharing
from kiosk.visit.flow import EndStep, Flow, LanguageStep, OffersStep, PaperStep, QuestionStep, SharingStep
from kiosk.visit.protocol import Protocol, Question, QuestionKind
from kiosk.visit.protocol_file import shipped_protocol

EVERYTHING = ("mask", "handwash", "airy", "nurse", "test", "vaccine", "interpreter", "legal")
PROTOCOLS = {name: shipped_protocol(name) for name in ("default", "covid-2021")}
protocols = st.sampled_from(sorted(PROTOCOLS)).map(PROTOCOLS.__getitem__)


@dataclass(frozen=True)
class Walk:
    """A finished flow and the names of its pages from first to last."""

    flow: Flow
    pages: tuple[str, ...]


def answers_of(question: Question) -> st.SearchStrategy[Answer]:
    """Everything a guest can say to one question, declining included."""
    if question.kind is QuestionKind.MANY:
        alone = [option.code for option in question.options if option.alone]
        others = [option.code for option in question.options if not option.alone]
        some = st.sets(st.sampled_from(others), min_size=1).map(lambda codes: Answer(tuple(sorted(codes))))
        said = st.sampled_from(alone).map(lambda code: Answer((code,))) | some
    elif question.kind is QuestionKind.CHILDREN:
        said = st.integers(1, question.most + 1).map(lambda code: Answer((code,)))
    elif question.kind is QuestionKind.COUNT:
        said = st.integers(1, question.most).map(lambda code: Answer((code,)))
    else:
        said = st.sampled_from([option.code for option in question.options]).map(lambda code: Answer((code,)))
    return st.just(DECLINED) | said


@st.composite
def walks(draw: Callable[..., object], things_only: bool | None = None) -> Walk:
    """A whole visit under one of the shipped protocols; now and then somebody goes back a page."""
    flow = Flow(draw(protocols), draw(st.sets(st.sampled_from(EVERYTHING))))
    only = draw(st.booleans()) if things_only is None else things_only
    returns = draw(st.integers(0, 3))
    pages: list[str] = []
    while not isinstance(flow.step, EndStep):
        if returns and flow.can_go_back and draw(st.integers(0, 5)) == 0:
            returns -= 1
            flow.back()
        pages.append(flow.step.name)
        _take(draw, flow, only)
    return Walk(flow, tuple(step.name for step in flow.steps))


def _take(draw: Callable[..., object], flow: Flow, things_only: bool) -> None:
    step = flow.step
    if isinstance(step, LanguageStep):
        flow.choose_language("es")
    elif isinstance(step, QuestionStep):
        flow.answer(draw(answers_of(step.question)))
    elif isinstance(step, OffersStep):
        codes = [offer.code for offer in step.offers]
        flow.choose_offers(draw(st.sets(st.sampled_from(codes)) if codes else st.just(set())))
    elif isinstance(step, SharingStep):
        flow.share(draw(st.sampled_from(Sharing)))
    elif isinstance(step, PaperStep):
        flow.choose_paper(draw(st.sampled_from(PaperChoice)))
    elif things_only:
        flow.choose_things_only()
    else:
        flow.choose_questions()


def declined_walk(protocol: Protocol, today: tuple[str, ...] = EVERYTHING) -> Flow:
    """Every page declined, to the end."""
    flow = Flow(protocol, today)
    flow.choose_language("es")
    flow.choose_questions()
    while not isinstance(flow.step, PaperStep):
        flow.decline()
    flow.choose_paper(PaperChoice.NO_PAPER)
    return flow
