"""The few answers that the paper itself carries, as bit fields (DESIGN section 6). One rule: same size for everyone.

The order is the protocol's `slip` list; what the guest does not share is absent, exactly as on an empty leaflet.
"""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.formats.essentials import Field as BitField
from kiosk.visit.answer import Answer
from kiosk.visit.protocol import Protocol, Question, QuestionKind
from kiosk.visit.record import shared_answers
from kiosk.visit.visit import Visit

LANGUAGES = ("en", "es", "ht", "fr", "pt", "ru", "uk", "ar", "zh-Hans")
"""Language numbers on paper, for ever: only append."""


def essentials_of(visit: Visit) -> tuple[BitField, ...]:
    """The bit fields of a visit's slip: empty values when nothing is shared."""
    flow = visit.flow
    hidden = visit.is_hidden
    answers = {} if hidden else shared_answers(flow)
    language = None if hidden or flow.language not in LANGUAGES else LANGUAGES.index(flow.language)
    sharing = None if hidden else int(flow.sharing)
    return _fields(flow.protocol, answers, language, sharing)


def empty_essentials(protocol: Protocol) -> tuple[BitField, ...]:
    """The bit fields of a leaflet."""
    return _fields(protocol, {}, None, None)


def _fields(
    protocol: Protocol, answers: Mapping[int, Answer], language: int | None, sharing: int | None
) -> tuple[BitField, ...]:
    fields: list[BitField] = []
    for importance, key in enumerate(reversed(protocol.slip)):
        if key == "language":
            value, width = language, 6
        elif key == "sharing":
            value, width = sharing, 2
        else:
            question = protocol.question(key)
            value, width = _packed(question, answers.get(question.code)), width_of(question)
        fields.insert(0, BitField(value, width, importance))
    return tuple(fields)


def width_of(question: Question) -> int:
    """Bits of a question on paper: one an option where several may be chosen, else enough for the largest code."""
    if question.kind is QuestionKind.MANY:
        return max(option.code for option in question.options) + 1
    largest = max([question.most + 1, *(option.code for option in question.options)])
    return largest.bit_length()


def _packed(question: Question, answer: Answer | None) -> int | None:
    """Several codes become a bit each (bit 0: declined), a single code stands as it is."""
    if answer is None:
        return None
    if question.kind is QuestionKind.MANY:
        return sum(1 << code for code in answer.codes)
    return answer.codes[0]
