"""How a desk's reading is told, for scripts and for people. One rule: needs come first, and nothing is said that the
person did not share.

The window shows the same page that the terminal prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kiosk.languages.catalogue import Catalogue
from kiosk.languages.spoken import own_name
from kiosk.ports.office import DeskPage, Fact, Need, Sign
from kiosk.visit.answer import Interpreter, Sharing
from shelter.desk.reading import NOTABLE, Origin, Reading, Status
from shelter.desk.shared import DECLINED, UNKNOWN, Shared
from shelter.records.protocols import Protocols

DOCTOR, NEEDS = "doctor", "needs"
SIGNS = {Status.GENUINE: Sign.HERE, Status.SEEN: Sign.HERE, Status.DAMAGED: Sign.AGAIN}
INTERPRETERS = (Interpreter.NEEDED, Interpreter.FOUND)


def as_json(reading: Reading, say: Catalogue) -> dict[str, object]:
    """Stable keys; docs/desk.md describes them."""
    shared = reading.shared
    return {
        "status": reading.status.value,
        "sentence": say.say(f"desk.status.{reading.status.value}"),
        "code": reading.identity.code if reading.identity else None,
        "needs": list(shared.needs),
        "language": shared.language,
        "interpreter": _lower(shared.interpreter),
        "sharing": _lower(shared.sharing),
        "children": shared.children,
        "answers": {key: list(said) for key, said in shared.answers.items()},
        "offers": dict(shared.offers),
        "day": shared.day.isoformat() if shared.day else None,
        "arrived": reading.arrived.isoformat() if reading.arrived else None,
        "sources": [origin.value for origin in reading.origins],
        "remarks": [remark.value for remark in reading.remarks],
    }


def as_text(page: DeskPage) -> str:
    """A few lines for a person, needs first."""
    return "\n".join(_lines(page))


def page_of(reading: Reading, say: Catalogue, protocols: Protocols) -> DeskPage:
    """A reading in words; the protocols lend their pictograms."""
    status, shared = reading.status, reading.shared
    known = reading.identity is not None and status is not Status.WITHDRAWN
    return DeskPage(
        heading=say.say(f"desk.heading.{status.value}"),
        sentence=say.say(f"desk.status.{status.value}"),
        sign=SIGNS.get(status, Sign.ASK),
        needs=[Need(_need(key, say), _pictogram(key, protocols)) for key in shared.needs],
        needs_title=say.say("desk.needs"),
        nothing=_nothing(reading, say),
        source=" ".join(_source(reading, say)),
        facts=list(_facts(reading, say)),
        remarks=[say.say(f"desk.remark.{remark.value}") for remark in reading.remarks],
        may_arrive=known and status in NOTABLE and reading.arrived is None,
        may_erase=known,
    )


def _lines(page: DeskPage) -> Iterator[str]:
    if page.needs:
        yield f"{page.needs_title}: {' · '.join(need.label for need in page.needs)}"
    yield from filter(None, (page.sentence, page.source, *page.remarks))
    yield from (f"{fact.label}: {fact.value}" for fact in page.facts)
    if page.nothing:
        yield page.nothing


def _nothing(reading: Reading, say: Catalogue) -> str:
    """What stands where needs would: they named none, or shared nothing at all."""
    if reading.shared.needs or not reading.origins:
        return ""
    return say.say("desk.no-needs" if any(_content(reading.shared, say)) else "desk.nothing")


def _source(reading: Reading, say: Catalogue) -> Iterator[str]:
    if reading.origins:
        yield say.say(f"desk.source.{'both' if len(reading.origins) == len(Origin) else reading.origins[0].value}")
    if reading.shared.sharing in (Sharing.ALL, Sharing.NEEDS):
        yield say.say(f"desk.sharing.{_lower(reading.shared.sharing)}")


def _facts(reading: Reading, say: Catalogue) -> Iterator[Fact]:
    if reading.identity:
        yield Fact(say.say("slip.code"), reading.identity.code)
    if reading.arrived:
        yield Fact(say.say("desk.arrived"), _date(reading.arrived, say))
    yield from _content(reading.shared, say)


def _content(shared: Shared, say: Catalogue) -> Iterator[Fact]:
    if shared.language:
        yield Fact(say.say("desk.language"), own_name(shared.language))
    if shared.interpreter in INTERPRETERS:
        yield Fact(say.say("desk.interpreter"), say.say(f"desk.interpreter.{_lower(shared.interpreter)}"))
    if shared.children is not None:
        yield Fact(say.say("desk.children"), str(shared.children))
    for key, said in shared.answers.items():
        if key != UNKNOWN and not (key == NEEDS and shared.needs):
            yield Fact(say.say(f"question.{key}"), ", ".join(_option(key, one, say) for one in said))
    offers = [
        f"{say.say(f'offer.{key}')} ({say.say(f'desk.offer.{state}')})"
        for key, state in shared.offers.items()
        if UNKNOWN not in (key, state)
    ]
    if offers:
        yield Fact(say.say("summary.group.offers"), ", ".join(offers))


def _date(day: date, say: Catalogue) -> str:
    return say.say("summary.date", day=day.day, month=say.say(f"summary.month.{day.month}"), year=day.year)


def _need(key: str, say: Catalogue) -> str:
    return say.say("option.doctor.yes") if key == DOCTOR else _option(NEEDS, key, say)


def _pictogram(key: str, protocols: Protocols) -> str:
    if key == DOCTOR:
        return DOCTOR
    asked = (question for protocol in protocols.every for question in protocol.questions if question.need)
    options = (option for question in asked for option in question.options)
    return next((option.pictogram for option in options if option.key == key), "")


def _option(question: str, key: str, say: Catalogue) -> str:
    if key == DECLINED:
        return say.say("bar.decline")
    if key == UNKNOWN or key.isdigit():
        return key
    return say.say(f"option.{question}.{key}")


def _lower(member: object) -> str | None:
    return getattr(member, "name", "").lower().replace("_", "-") or None
