"""The window all day: visit after visit, and what lives after each. One rule: nothing may grow with visits.

The kiosk's clock is the tests': every touch comes a second after the last, so that the gate of 400 ms is open.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtQuick import QQuickItem

from tests.ui.hand import Hand

LANGUAGES = ("es", "en", "ar")
EVERY = len(LANGUAGES)
"""Visits between two samples: one in each language."""


@dataclass(frozen=True)
class Living:
    """What the process holds: QObjects and items, file descriptors, threads, and KiB of memory."""

    objects: int
    files: int
    threads: int
    memory: int


def soak(hand: Hand, visits: int) -> Iterator[Living]:
    """So many visits; what lives after every three of them."""
    for number in range(visits):
        visit(hand, LANGUAGES[number % EVERY])
        for kept in (hand.reception.finished, hand.reception.printed, hand.reception.released, hand.reception.noted):
            kept.clear()
        if number % EVERY == EVERY - 1:
            yield living(hand)


def visit(hand: Hand, language: str) -> None:
    """Questions, children, another language, an offer, a call and its answer, paper: by a finger."""
    hand.tap(f"card-{language}", "card-questions", "way0", "way0", "way0", "card-2", "way1", "language", "card-ar")
    hand.tap("way0", "way0", "card-1", "way1", "card-2", "call", "corner", "card-here", "card-print", "way1")
    assert hand.page == "LanguagePage"


def living(hand: Hand) -> Living:
    """A sample, after garbage is gone."""
    gc.collect()
    loose = [thing for thing in gc.get_objects() if isinstance(thing, QObject) and not isinstance(thing, QQuickItem)]
    return Living(
        objects=len(everything(hand.kiosk.window.contentItem())) + len(loose),
        files=sum(1 for _ in Path("/proc/self/fd").iterdir()),
        threads=threading.active_count(),
        memory=int(next(line for line in _status() if line.startswith("VmRSS")).split()[1]),
    )


def everything(item: QQuickItem) -> list[QQuickItem]:
    """An item and all below it, seen or not."""
    found = [item]
    for child in item.childItems():
        found += everything(child)
    return found


def _status() -> list[str]:
    return Path("/proc/self/status").read_text("ascii").splitlines()
