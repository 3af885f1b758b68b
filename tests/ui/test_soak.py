"""The window all day: visit after visit, and nothing grows. CEIBA_LONG=1 for two thousand visits."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtQuick import QQuickItem

from tests.ui.hand import Hand

VISITS = 2000 if os.environ.get("CEIBA_LONG") else 30
WARM_UP = 6


class Bell(QObject):
    """Something that emits."""

    rang = Signal(bool)


def test_emitting_a_signal_keeps_every_reference_to_true() -> None:
    """PySide6 6.12 under Python 3.11 loses one at each emit, and aborts after some dozens of visits."""
    bell, before = Bell(), sys.getrefcount(True)
    for _ in range(500):
        bell.rang.emit(True)
    assert sys.getrefcount(True) > before - 50


def test_void_calls_keep_every_reference_to_none() -> None:
    bell, before = Bell(), sys.getrefcount(None)
    for number in range(500):
        bell.setObjectName(str(number))
    assert sys.getrefcount(None) > before - 50


@pytest.mark.timeout(7200 if VISITS > 30 else 60)
def test_objects_do_not_grow_with_visits(open_hand: Callable[..., Hand]) -> None:
    hand = open_hand(width=640, height=400)
    counts = []
    for number in range(VISITS):
        visit(hand, ("es", "en", "ar")[number % 3])
        hand.reception.finished.clear()
        hand.reception.printed.clear()
        hand.reception.released.clear()
        if number % 3 == 2:
            counts.append(living(hand))
    settled = counts[WARM_UP // 3 :]
    assert max(settled) - min(settled) <= 2, counts


def visit(hand: Hand, language: str) -> None:
    hand.tap(f"card-{language}", "card-questions", "way0", "way0", "way0", "card-2", "way1", "language", "card-ar")
    hand.tap("way0", "way0", "card-1", "way1", "card-2", "call", "corner", "card-here", "card-print", "way1")
    assert hand.page == "LanguagePage"


def living(hand: Hand) -> int:
    """Qt objects below the window, and Python's QObjects beside them."""
    gc.collect()
    items = sum(1 for _ in everything(hand.kiosk.window.contentItem()))
    return items + sum(
        1 for thing in gc.get_objects() if isinstance(thing, QObject) and not isinstance(thing, QQuickItem)
    )


def everything(item: QQuickItem) -> list[QQuickItem]:
    found = [item]
    for child in item.childItems():
        found += everything(child)
    return found
