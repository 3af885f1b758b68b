"""What the paper alone tells. One rule: what does not fit a protocol of ours is empty, exactly as on a leaflet."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.formats.essentials import protocol_of, unpack
from kiosk.problem import Damaged
from kiosk.visit.answer import DECLINED_CODE, Answer, Sharing
from kiosk.visit.essentials import LANGUAGES, width_of
from kiosk.visit.protocol import Protocol, Question, QuestionKind
from kiosk.visit.record import children_of
from shelter.desk.shared import Shared, answers_by_key, needs_in
from shelter.records.protocols import Protocols

WIDTHS = {"language": 6, "sharing": 2}
"""Bits of the two fields that are no question (kiosk.visit.essentials)."""


def read_paper(essentials52: bytes, protocols: Protocols) -> Shared:
    """The content of a slip's essentials; `protocol_known` is False when no protocol at hand reads them."""
    for protocol in protocols.beginning(protocol_of(essentials52)):
        widths = [_width(protocol, key) for key in protocol.slip]
        try:
            values = unpack(essentials52, widths)[1]
        except Damaged:
            continue
        return _shared(protocol, dict(zip(protocol.slip, values, strict=True)))
    return Shared(protocol_known=False)


def _width(protocol: Protocol, key: str) -> int:
    return WIDTHS.get(key) or width_of(protocol.question(key))


def _shared(protocol: Protocol, said: dict[str, int | None]) -> Shared:
    language, sharing = said.pop("language", None), said.pop("sharing", None)
    codes = {
        protocol.question(key).code: _codes(protocol.question(key), value)
        for key, value in said.items()
        if value is not None
    }
    who = next((one for one in protocol.questions if one.kind is QuestionKind.CHILDREN), None)
    heads = codes.pop(who.code, ()) if who else ()
    children = children_of(Answer(heads)) if heads else None
    answers = answers_by_key(protocol, codes)
    return Shared(
        language=LANGUAGES[language] if language is not None and language < len(LANGUAGES) else None,
        sharing=next((one for one in Sharing if one == sharing), None),
        children=children if who and children is not None and children <= who.most else None,
        answers=answers,
        needs=needs_in(protocol, answers),
    )


def _codes(question: Question, value: int) -> tuple[int, ...]:
    """The opposite of what a kiosk packs: a bit an option where several may be chosen, else the code itself."""
    if question.kind is not QuestionKind.MANY:
        return (value,)
    return tuple(_bits(value)) or (DECLINED_CODE,)


def _bits(value: int) -> Iterable[int]:
    return (bit for bit in range(value.bit_length()) if value >> bit & 1)
