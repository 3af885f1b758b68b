"""The window all day: visit after visit, and nothing grows. `make soak` makes two thousand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tests.ui.hand import Hand
from tests.ui.soak import living, soak

VISITS = 39
SETTLED = 3
"""Samples until every page has been made once."""


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


def test_nothing_grows_with_visits(open_hand: Callable[..., Hand]) -> None:
    samples = list(soak(open_hand(width=640, height=400), VISITS))
    settled = samples[SETTLED:]
    assert len(settled) >= 10
    assert max(sample.objects for sample in settled) - min(sample.objects for sample in settled) <= 2, settled
    assert {(sample.files, sample.threads) for sample in settled} == {(settled[0].files, settled[0].threads)}


def test_a_sample_sees_what_is_kept(open_hand: Callable[..., Hand]) -> None:
    hand = open_hand()
    before = living(hand)
    kept = [Bell() for _ in range(5)]
    with Path("/dev/null").open("rb"):
        after = living(hand)
    assert (after.objects - before.objects, after.files - before.files) == (len(kept), 1)
