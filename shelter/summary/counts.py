"""Tallies and events into the rows of DESIGN section 7. One rule: never nationality, age, a child alone, a symptom by
language, how many wait, or who volunteers; a test reads the rows for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kiosk.ports.report import Row
from kiosk.visit.answer import DECLINED_CODE, Interpreter, OfferState
from kiosk.visit.protocol import Protocol, Question, QuestionKind
from kiosk.visit.record import Event
from kiosk.visit.stock import Stock, stock_of
from shelter.records.protocols import Protocols
from shelter.summary.gathered import Gathered
from shelter.summary.hours import hours_open
from shelter.summary.tally import SiteEvent, Tally

SYMPTOMS, DECLINED = "sick", "declined"
REFERRALS = ("nurse", "vaccine", "legal")
"""Offers that are people: to have taken one is to have been handed on."""
INCIDENTS = {1: "demanded", 2: "sold", 3: "collected"}
STOCK = {Stock.USED_UP: "used-up", Stock.FEW: "few", Stock.ENOUGH: "enough"}
"""How often each was said of what is left of an offer; only of those of which somebody said it."""
CAUSES = {0: "unnamed"}
Cell = tuple[str, str, str]


def rows_of(gathered: Gathered, day: int, site_protocol: Protocol, protocols: Protocols) -> tuple[list[Row], int]:
    """Every row of a day (since 1970), zeros too, in one order; and the tallies whose answers nobody here can read."""
    cells = Counter(dict.fromkeys(_frame(site_protocol), 0))
    strangers = 0
    for tally in gathered.tallies:
        if tally.day == day:
            known = protocols.beginning(tally.protocol8)
            cells.update(_people(tally))
            cells.update(_content(tally, known[0]) if known else ())
            strangers += not known
    for events in gathered.events.values():
        cells.update(_events((event for event in events if event.day == day), site_protocol))
    cells["site", "hours-open", "hours"] = hours_open(gathered.events, day)
    return [Row(*cell, count) for cell, count in cells.items()], strangers


def _frame(protocol: Protocol) -> Iterator[Cell]:
    """The rows that every day has, whatever happened."""
    yield from _cells("people", "households", "adults", "children")
    yield from _cells("answering", "things-only", "answered", "partly-declined")
    yield from _cells("doctor", "calls", "acknowledged")
    for group, question in _asked(protocol):
        yield from _cells(group, *(option.key for option in question.options), DECLINED)
    yield from _cells("interpreter", "needed", "found")
    for offer in protocol.offers:
        yield from (("offers", offer.key, measure) for measure in ("offered", "wanted", "given"))
    yield from _cells("referrals", *(offer.key for offer in protocol.offers if offer.key in REFERRALS))
    yield ("site", "hours-open", "hours")
    yield from _cells("outages", *CAUSES.values())
    yield from _cells("incidents", *INCIDENTS.values())
    yield from _cells("deletions", "deleted")


def _cells(group: str, *keys: str) -> Iterator[Cell]:
    return ((group, key, "count") for key in keys)


def _asked(protocol: Protocol) -> Iterator[tuple[str, Question]]:
    """The questions whose answers are counted one by one: symptoms and needs."""
    for question in protocol.questions:
        if question.key == SYMPTOMS:
            yield "symptoms", question
        elif question.kind is QuestionKind.MANY and question.need:
            yield "needs", question


def _people(tally: Tally) -> Counter[Cell]:
    """What needs no protocol."""
    cells: Counter[Cell] = Counter()
    cells["people", "households", "count"] += tally.first
    cells["people", "adults", "count"] += 1
    cells["people", "children", "count"] += tally.children or 0
    cells["languages", tally.language, "count"] += 1
    cells["interpreter", "needed", "count"] += tally.interpreter is not Interpreter.NOT_NEEDED
    cells["interpreter", "found", "count"] += tally.interpreter is Interpreter.FOUND
    return cells


def _content(tally: Tally, protocol: Protocol) -> Iterator[Cell]:
    yield ("answering", _answering(tally, protocol), "count")
    for question in protocol.questions:
        if question.kind is QuestionKind.DOCTOR and question.option("yes").code in tally.answers.get(question.code, ()):
            yield ("doctor", "calls", "count")
    for group, question in _asked(protocol):
        keys = {DECLINED_CODE: DECLINED, **{option.code: option.key for option in question.options}}
        said = tally.answers.get(question.code, ())
        yield from ((group, keys[code], "count") for code in said if code in keys)
    yield from _offers(tally, protocol)


def _answering(tally: Tally, protocol: Protocol) -> str:
    if tally.things_only:
        return "things-only"
    asks_who = any(question.kind is QuestionKind.CHILDREN for question in protocol.questions)
    declined = (DECLINED_CODE,) in tally.answers.values() or (asks_who and tally.children is None)
    return "partly-declined" if declined else "answered"


def _offers(tally: Tally, protocol: Protocol) -> Iterator[Cell]:
    keys = {offer.code: offer.key for offer in protocol.offers}
    for code, state in tally.offers.items():
        if code in keys:
            yield ("offers", keys[code], "offered")
            if state >= OfferState.WANTED:
                yield ("offers", keys[code], "wanted")
            if state is OfferState.GIVEN:
                yield ("offers", keys[code], "given")
                if keys[code] in REFERRALS:
                    yield ("referrals", keys[code], "count")


def _events(events: Iterable[SiteEvent], protocol: Protocol) -> Iterator[Cell]:
    offers = {offer.code: offer.key for offer in protocol.offers}
    for event in events:
        match event.event:
            case Event.CALL_ACKNOWLEDGED:
                yield ("doctor", "acknowledged", "count")
            case Event.OUTAGE:
                yield ("outages", CAUSES.get(event.detail, f"cause-{event.detail}"), "count")
            case Event.STOCK_LEFT:
                code, left = stock_of(event.detail)
                if code in offers and left is not None:
                    yield ("stock", offers[code], STOCK[left])
            case Event.INCIDENT:
                yield ("incidents", INCIDENTS.get(event.detail, f"kind-{event.detail}"), "count")
            case Event.DELETED:
                yield ("deletions", "deleted", "count")
