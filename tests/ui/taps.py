"""How many touches a visit takes. One rule: only a guest's touches count, and every one of them is made."""

from __future__ import annotations

from dataclasses import dataclass

from tests.ui.hand import Hand


@dataclass(frozen=True)
class Journey:
    """A whole visit by the names of what is touched; `most` is the limit of DESIGN section 2 (None: none is set)."""

    name: str
    touches: tuple[str, ...]
    most: int | None = None


_ANSWERS = ("card-1", "card-1", "card-1", "card-1")
HEALTHY_ADULT = Journey(
    "one healthy adult",
    ("card-es", "card-questions", "card-1", "card-1", *_ANSWERS, "card-1", "way1", "card-2", "card-print"),
    12,
)
THREE_CHILDREN = Journey(
    "an adult with three children",
    (
        *("card-es", "card-questions", "card-1", "card-2", "more-one", "more-one", "way1"),
        *(*_ANSWERS, "card-1", "way1", "card-2", "card-print"),
    ),
    15,
)
THINGS_ONLY = Journey("things only", ("card-en", "card-things", "card-1", "way1", "card-no-paper"))
ALL_DECLINED = Journey(
    "everything declined",
    ("card-es", "card-questions", *("way0",) * 6, "way0", "card-0", "card-no-paper"),
    12,
)
JOURNEYS = (HEALTHY_ADULT, THREE_CHILDREN, THINGS_ONLY, ALL_DECLINED)


def taps(hand: Hand, journey: Journey) -> int:
    """Make the journey to the last page; how many touches it took."""
    before = hand.taps
    hand.tap(*journey.touches)
    assert hand.page == "EndPage", f"{journey.name} ended on {hand.page}"
    return hand.taps - before
