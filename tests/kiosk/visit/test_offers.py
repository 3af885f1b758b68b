"""Answers only add offers, and who says nothing is offered at least as much as anybody."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.visit.answer import DECLINED, Answer
from kiosk.visit.offers import offers_for
from kiosk.visit.protocol import Protocol
from tests.kiosk.visit.walks import EVERYTHING, PROTOCOLS, Walk, answers_of, protocols, walks


def codes(protocol: Protocol, answers: dict[int, Answer], today: tuple[str, ...] = EVERYTHING) -> set[int]:
    return {offer.code for offer in offers_for(protocol, answers, today)}


@given(walks())
def test_saying_nothing_is_offered_at_least_as_much(walk: Walk) -> None:
    answered = codes(walk.flow.protocol, dict(walk.flow.answers))
    assert answered <= codes(walk.flow.protocol, {})
    declined = {question.code: DECLINED for question in walk.flow.protocol.questions}
    assert codes(walk.flow.protocol, declined) == codes(walk.flow.protocol, {})


@given(st.data(), protocols)
def test_saying_more_never_takes_an_offer_away(data: st.DataObject, protocol: Protocol) -> None:
    sick = protocol.question("sick")
    others = [option.code for option in sick.options if not option.alone]
    fewer = data.draw(st.sets(st.sampled_from(others), min_size=1))
    more = fewer | data.draw(st.sets(st.sampled_from(others)))
    rest = {question.code: data.draw(answers_of(question)) for question in protocol.questions}
    a = codes(protocol, {**rest, sick.code: Answer(tuple(sorted(fewer)))})
    b = codes(protocol, {**rest, sick.code: Answer(tuple(sorted(more)))})
    assert a <= b


@given(walks())
def test_what_is_offered_to_everyone_is_offered_to_everyone(walk: Walk) -> None:
    assert walk.flow.protocol.always <= codes(walk.flow.protocol, dict(walk.flow.answers))


@given(st.sets(st.sampled_from(EVERYTHING)))
def test_only_what_the_site_has_today_is_offered(today: set[str]) -> None:
    for offer in offers_for(PROTOCOLS["default"], {}, today):
        assert offer.key in today


def test_symptoms_bring_help() -> None:
    protocol = PROTOCOLS["default"]
    well = {question.code: Answer((1,)) for question in protocol.questions}
    sick = {**well, protocol.question("sick").code: Answer((2,))}
    assert {offer.key for offer in offers_for(protocol, sick, EVERYTHING)} == {
        "mask",
        "handwash",
        "airy",
        "nurse",
        "test",
    }
    assert {offer.key for offer in offers_for(protocol, well, EVERYTHING)} == {"mask", "handwash", "airy"}
