"""What desk and summary must say, worked out from the touches. One rule: nothing here has seen the product's results,
and nothing of the code that makes them is used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kiosk.boot.demo.script import DECLINED, Said

NOTHING: Mapping[str, Any] = {"answers": {}, "needs": [], "language": None, "sharing": None, "children": None}
WITH_NEEDS = ("doctor", "needs")
"""The questions of which an answer is still shared by “only my needs”."""
NO_NEED = ("none", DECLINED)
HELPERS = ("nurse", "vaccine", "legal")
"""Offers that are people; the summary counts them once more when they were given."""
COUNTED = {"sick": "symptoms", "needs": "needs"}
"""Questions whose options are counted one by one, and the summary's name of each group."""


def on_paper(said: Said) -> dict[str, Any]:
    """What a slip alone must tell the desk, under the keys of `ceiba desk --json`."""
    if said.sharing == "nothing":
        return dict(NOTHING)
    answers = {key: list(one) for key, one in said.answers.items() if said.sharing == "all" or key in WITH_NEEDS}
    needs = ["doctor"] if answers.get("doctor") == ["yes"] else []
    needs += [one for one in answers.get("needs", []) if one not in NO_NEED]
    return {
        "answers": answers,
        "needs": needs,
        "language": said.language,
        "sharing": said.sharing,
        "children": said.children,
    }


def at_the_desk(said: Said) -> dict[str, Any]:
    """What slip and record together must tell: what the person would like, and got, too."""
    if said.sharing == "nothing":
        return {**NOTHING, "wanted": [], "given": [], "sources": ["paper"]}
    offers = {"wanted": sorted(said.wanted), "given": sorted(said.given)}
    return {**on_paper(said), **offers, "sources": ["paper", "record"]}


def in_the_summary(everybody: Iterable[Said]) -> Counter[str]:
    """Every row of the day that is not zero, as `group key` or `group key measure`."""
    return Counter(row for said in everybody for row in _rows(said))


def _rows(said: Said) -> Iterator[str]:
    yield "people adults"
    yield from [] if said.linked else ["people households"]
    yield from ["people children"] * (said.children or 0)
    yield f"languages {said.language}"
    yield f"answering {_answering(said)}"
    if said.answers.get("doctor") == ["yes"]:
        yield "doctor calls"
        yield from ["doctor acknowledged"] if said.helped else []
    for question, group in COUNTED.items():
        yield from (f"{group} {option}" for option in said.answers.get(question, []))
    yield from (f"offers {key} wanted" for key in said.wanted)
    yield from (f"offers {key} given" for key in said.given)
    yield from (f"referrals {key}" for key in said.given if key in HELPERS)


def _answering(said: Said) -> str:
    if said.things_only:
        return "things-only"
    open_ = said.children is None or [DECLINED] in said.answers.values()
    return "partly-declined" if open_ else "answered"
