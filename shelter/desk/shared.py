"""What a person shared, in the protocol's own words. One rule: a code that the protocol does not have is shown as
`unknown`, never guessed and never a crash.

Everything comes as keys (`fever`, `declined`), so that screens and scripts need no table of numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kiosk.visit.answer import DECLINED_CODE, Interpreter, OfferState, Sharing
from kiosk.visit.protocol import Protocol, Question, QuestionKind

DECLINED, UNKNOWN = "declined", "unknown"
Said = tuple[str, ...]


@dataclass(frozen=True)
class Shared:
    """The content of one visit; empty values where nothing was said. `answers` and `offers` are by the protocol's
    keys; `needs` are the chosen options of the need question, a doctor call first. `day` is the site's.
    """

    language: str | None = None
    sharing: Sharing | None = None
    children: int | None = None
    answers: Mapping[str, Said] = field(default_factory=dict)
    needs: Said = ()
    offers: Mapping[str, str] = field(default_factory=dict)
    interpreter: Interpreter | None = None
    day: date | None = None
    protocol_known: bool = True

    def filled_from(self, paper: Shared) -> Shared:
        """This record, with what only the paper has."""
        return replace(
            self,
            language=self.language or paper.language,
            sharing=paper.sharing if self.sharing is None else self.sharing,
            children=paper.children if self.children is None else self.children,
            answers={**paper.answers, **self.answers},
            needs=tuple(dict.fromkeys((*self.needs, *paper.needs))),
        )


def answers_by_key(protocol: Protocol, codes: Mapping[int, Sequence[int]]) -> dict[str, Said]:
    """The answers under their keys, in the protocol's order, needs first."""
    ordered = sorted(protocol.questions, key=lambda question: not question.need)
    named = {question.key: _said(question, codes[question.code]) for question in ordered if question.code in codes}
    strangers = codes.keys() - {question.code for question in protocol.questions}
    return {**named, **({UNKNOWN: (UNKNOWN,)} if strangers else {})}


def needs_in(protocol: Protocol, answers: Mapping[str, Said]) -> Said:
    """What a desk should see first: a doctor call, then the chosen needs; nothing for "none" and "declined"."""
    return tuple(_needs(protocol, answers))


def offers_by_key(protocol: Protocol, states: Mapping[int, int]) -> dict[str, str]:
    """How far each offer went, under its key."""
    keys = {offer.code: offer.key for offer in protocol.offers}
    known = {int(state): state.name.lower() for state in OfferState}
    return {keys.get(code, UNKNOWN): known.get(state, UNKNOWN) for code, state in sorted(states.items())}


def _needs(protocol: Protocol, answers: Mapping[str, Said]) -> Iterator[str]:
    for question in protocol.questions:
        said = answers.get(question.key, ())
        if question.kind is QuestionKind.DOCTOR and "yes" in said:
            yield question.key
        if question.kind is QuestionKind.MANY and question.need:
            alone = {option.key for option in question.options if option.alone}
            yield from (key for key in said if key not in alone and key != DECLINED)


def _said(question: Question, codes: Sequence[int]) -> Said:
    if list(codes) == [DECLINED_CODE]:
        return (DECLINED,)
    if question.kind is QuestionKind.COUNT:
        return tuple(str(code) if 1 <= code <= question.most else UNKNOWN for code in codes)
    keys = {option.code: option.key for option in question.options}
    return tuple(keys.get(code, UNKNOWN) for code in codes)
