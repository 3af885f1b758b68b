"""How much is left of what a site offers. One rule: said at a glance, in words; nobody counts.

A stock event has one byte for both: the offer's code times four, and how much is left (docs/records.md).
"""

from __future__ import annotations

from enum import IntEnum

from kiosk.visit.protocol import Offer

_STEP = 4
LAST_OFFER = 255 // _STEP
"""Offers with a greater code have no stock."""


class Stock(IntEnum):
    """What a volunteer sees on the shelf."""

    USED_UP = 0
    FEW = 1
    ENOUGH = 2


def has_stock(offer: Offer) -> bool:
    """Whether what is left of an offer can be said."""
    return offer.code <= LAST_OFFER


def stock_detail(offer: Offer, left: Stock) -> int:
    """The detail of a stock event. Only for offers that have a stock."""
    return offer.code * _STEP + int(left)


def stock_of(detail: int) -> tuple[int, Stock | None]:
    """The offer's code, and what was left of it; None for a step that this version does not know."""
    code, step = divmod(detail, _STEP)
    return code, Stock(step) if step in Stock.__members__.values() else None
