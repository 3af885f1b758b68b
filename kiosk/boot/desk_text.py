"""How a desk's reading is told, for scripts and for people. One rule: needs come first, and nothing is said that the
person did not share.
"""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.languages.catalogue import Catalogue
from shelter.desk.reading import Reading
from shelter.desk.shared import DECLINED, UNKNOWN, Shared


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


def as_text(reading: Reading, say: Catalogue) -> str:
    """A few lines for a person, needs first."""
    return "\n".join(_lines(reading, say))


def _lines(reading: Reading, say: Catalogue) -> Iterator[str]:
    if reading.shared.needs:
        needs = " · ".join(_need(key, say) for key in reading.shared.needs)
        yield f"{say.say('desk.needs')}: {needs}"
    yield say.say(f"desk.status.{reading.status.value}")
    yield from (say.say(f"desk.remark.{remark.value}") for remark in reading.remarks)
    if reading.identity:
        yield f"{say.say('slip.code')}: {reading.identity.code}"
    if reading.arrived:
        yield f"{say.say('desk.arrived')}: {reading.arrived.isoformat()}"
    if reading.origins:
        told = list(_content(reading.shared, say))
        yield from told or [say.say("desk.nothing")]


def _content(shared: Shared, say: Catalogue) -> Iterator[str]:
    if shared.language:
        yield f"{say.say('desk.language')}: {shared.language}"
    if shared.children is not None:
        yield f"{say.say('desk.children')}: {shared.children}"
    for key, said in shared.answers.items():
        if key != UNKNOWN:
            yield f"{say.say(f'question.{key}')} {', '.join(_option(key, one, say) for one in said)}"
    for key, state in shared.offers.items():
        if UNKNOWN not in (key, state):
            yield f"{say.say(f'offer.{key}')}: {say.say(f'desk.offer.{state}')}"


def _need(key: str, say: Catalogue) -> str:
    return say.say("option.doctor.yes") if key == "doctor" else _option("needs", key, say)


def _option(question: str, key: str, say: Catalogue) -> str:
    if key == DECLINED:
        return say.say("bar.decline")
    if key == UNKNOWN or key.isdigit():
        return key
    return say.say(f"option.{question}.{key}")


def _lower(member: object) -> str | None:
    return getattr(member, "name", "").lower().replace("_", "-") or None
