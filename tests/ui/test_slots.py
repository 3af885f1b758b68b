"""What a signal of ours calls is a slot, in the kiosk's window; desk, summary and first screen ask the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Property, QObject, Signal

from tests.ui.hand import Hand
from tests.ui.house import services
from tests.ui.noted_speech import NotedSpeech
from tests.ui.slots import with_meta_objects_of_their_own
from tests.ui.test_staff_area import enter


class Careless(QObject):
    """Calls what is no slot."""

    told = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told.connect(self._tell)

    @Property(bool, notify=told)
    def ready(self) -> bool:
        return True

    def _tell(self) -> None:
        """Undecorated."""


def test_no_object_of_a_kiosk_has_a_meta_object_of_its_own(open_hand: Callable[..., Hand]) -> None:
    hand = open_hand(services("covid-2021")._replace(speech=NotedSpeech(mute=())))
    hand.tap("card-es", "language", "card-es", "call", "way0")
    enter(hand, "card-screen")
    assert with_meta_objects_of_their_own() == set()


def test_an_undecorated_slot_is_found(open_hand: Callable[..., Hand], monkeypatch: pytest.MonkeyPatch) -> None:
    open_hand()
    careless = Careless()
    assert careless.ready
    monkeypatch.setattr(Careless, "__module__", "ui.careless")
    assert with_meta_objects_of_their_own() == {"Careless"}
