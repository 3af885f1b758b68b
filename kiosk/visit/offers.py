"""Which offers a guest sees. One rule: answers only add, and whoever declines is offered at least as much.

A rule whose question was declined or never asked counts as met, so that saying nothing keeps every door open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kiosk.visit.answer import Answer
from kiosk.visit.protocol import Condition, Offer, Protocol


def offers_for(protocol: Protocol, answers: Mapping[int, Answer], today: Iterable[str]) -> tuple[Offer, ...]:
    """The offers of `protocol` that the site has `today` (keys) and that these answers bring, in the file's order."""
    available = frozenset(today)
    brought = protocol.always.union(rule.offer for rule in protocol.rules if _met(rule.when, answers))
    return tuple(offer for offer in protocol.offers if offer.key in available and offer.code in brought)


def _met(condition: Condition, answers: Mapping[int, Answer]) -> bool:
    given = answers.get(condition.question)
    return given is None or given.declined or condition.holds(answers)
