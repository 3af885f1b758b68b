"""What of a visit is sealed, and for whom (DESIGN section 3). One rule: a reader gets what it may know, no more.

A record is an int-keyed map whose keys are `Field`; docs/formats.md lists them. An intake is filtered by what the
guest chose to share before it is sealed; a tally never holds anything that ties it to an intake.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from zoneinfo import ZoneInfo

from kiosk.formats.cbor import Value
from kiosk.formats.epoch import epoch_of, start_of
from kiosk.ports.kinds import Kind
from kiosk.visit.answer import DECLINED_CODE, Answer, OfferState, Sharing
from kiosk.visit.flow import Flow
from kiosk.visit.protocol import Protocol, Question, QuestionKind
from kiosk.visit.visit import Visit

SCHEMA = 1
"""The record schema that every blob's head names; it changes when a Field changes its meaning."""

OTHER_LANGUAGE = "other"
Record = dict[int, Value]


class Field(IntEnum):
    """Keys of a record. Field 0 alone is in every record; a cover has nothing else."""

    COVER = 0
    PROTOCOL = 1
    DAY = 2
    PART = 3
    LANGUAGE = 4
    CHILDREN = 5
    ANSWERS = 6
    OFFERS = 7
    CODE = 8
    LINK = 9
    SHARING = 10
    FIRST = 11
    INTERPRETER = 12
    EVENT = 13
    DETAIL = 14


class Event(IntEnum):
    """What a supervisor may know of a day beside the tallies. No guest's data."""

    OPEN = 1
    CLOSE = 2
    OUTAGE = 3
    STOCK_LEFT = 4
    CALL_ACKNOWLEDGED = 5
    INCIDENT = 6
    DELETED = 7


@dataclass(frozen=True)
class Moment:
    """As much of the time as a record may know: the site's day and which two hours of it (0–11), None if unsure."""

    day: int
    part: int | None

    @classmethod
    def of(cls, wall: datetime, timezone: ZoneInfo, epoch: int) -> Moment:
        """The moment at `wall` (UTC). A clock whose week is not `epoch` is not believed: the epoch's first day then."""
        local = wall.astimezone(timezone)
        if epoch_of(wall) != epoch:
            return cls(_day_number(start_of(epoch).date()), None)
        return cls(_day_number(local.date()), local.hour // 2)


def intake_record(visit: Visit, moment: Moment, code5: bytes) -> Record:
    """What the desk may see. Only for visits that share something; `code5` is the slip's code."""
    flow = visit.flow
    if visit.is_hidden:
        raise ValueError("a visit that nobody may see has no intake")
    shared = {q.code: flow.answers[q.code] for q in _shared_questions(flow) if q.code in flow.answers}
    return {
        **_base(visit, moment, shared),
        Field.LANGUAGE: flow.spoken,
        Field.CODE: code5,
        Field.LINK: visit.link.link16,
        Field.SHARING: int(flow.sharing),
    }


def tally_record(visit: Visit, moment: Moment) -> Record:
    """What the supervisor counts; nothing in it belongs to a person."""
    return {**_base(visit, moment, visit.flow.answers), Field.FIRST: visit.link.first}


def event_record(event: Event, moment: Moment, detail: int = 0) -> Record:
    """Something that happened at the site; `detail` is a small code (cause of an outage, kind of incident, stock)."""
    return {
        Field.COVER: False,
        Field.EVENT: int(event),
        Field.DAY: moment.day,
        Field.PART: moment.part,
        Field.DETAIL: detail,
    }


def shared_answers(flow: Flow) -> Mapping[int, Answer]:
    """The answers that the guest lets the shelter see, by question code."""
    return {q.code: flow.answers[q.code] for q in _shared_questions(flow) if q.code in flow.answers}


def children_of(answer: Answer | None) -> int | None:
    """The number of children behind an answer to “who”; None when declined or not asked."""
    return None if answer is None or answer.declined else answer.codes[0] - 1


def largest_records(protocol: Protocol) -> Iterator[tuple[Kind, Record]]:
    """The longest intake and tally that any visit under `protocol` can make."""
    answers: Value = {q.code: _longest(q) for q in protocol.questions}
    offers: Value = {offer.code: int(OfferState.GIVEN) for offer in protocol.offers}
    both: Record = {
        Field.COVER: False,
        Field.PROTOCOL: bytes(8),
        Field.DAY: 2**16,
        Field.PART: 11,
        Field.LANGUAGE: "zh-Hans",
        Field.CHILDREN: 10,
        Field.ANSWERS: answers,
        Field.OFFERS: offers,
        Field.INTERPRETER: 2,
    }
    yield Kind.TALLY, {**both, Field.FIRST: True}
    yield Kind.INTAKE, {**both, Field.CODE: bytes(5), Field.LINK: bytes(16), Field.SHARING: 2}


def _base(visit: Visit, moment: Moment, answers: Mapping[int, Answer]) -> Record:
    flow = visit.flow
    who = flow.protocol.question("who").code
    coded: dict[int, Value] = {code: list(answer.codes) for code, answer in answers.items() if code != who}
    offers: dict[int, Value] = {code: int(state) for code, state in visit.offer_states().items()}
    return {
        Field.COVER: False,
        Field.PROTOCOL: flow.protocol.digest32[:8],
        Field.DAY: moment.day,
        Field.PART: moment.part,
        Field.LANGUAGE: flow.language if flow.spoken == flow.language else OTHER_LANGUAGE,
        Field.CHILDREN: children_of(answers.get(who)),
        Field.ANSWERS: coded,
        Field.OFFERS: offers,
        Field.INTERPRETER: int(flow.interpreter),
    }


def _shared_questions(flow: Flow) -> Iterator[Question]:
    for question in flow.protocol.questions:
        if flow.sharing is Sharing.ALL or (flow.sharing is Sharing.NEEDS and question.need):
            yield question


def _longest(question: Question) -> Value:
    if question.kind is QuestionKind.MANY:
        return [option.code for option in question.options if not option.alone]
    return [max((option.code for option in question.options), default=question.most) or DECLINED_CODE]


def _day_number(day: date) -> int:
    return (day - date(1970, 1, 1)) // timedelta(days=1)
