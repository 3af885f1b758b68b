"""The speaker button for QML. One rule: whatever is seen next, what was being read is over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.ports.speech import Sentence
from ui.bridge.crossing import Crossing
from ui.bridge.gate import tapped
from ui.bridge.heard import asks_for_language, heard_of
from ui.bridge.panel import PanelBridge
from ui.bridge.place import GuestPlace

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class SpeechBridge(QObject):
    """Reads the page out; a second touch ends it."""

    offeredChanged = Signal()
    speakingChanged = Signal()

    def __init__(self, place: GuestPlace, crossing: Crossing, panel: PanelBridge, paper: Callable[[], str]) -> None:
        """`paper` tells the key of what became of the paper."""
        super().__init__()
        self.place = place
        self._crossing, self._panel, self._paper = crossing, panel, paper
        self._speech = place.services.speech
        self._speaking = False
        self._asked = ""
        self._reading = 0
        for changed in (place.moved, place.covered, place.reworded):
            changed.connect(self.hush)
        place.left.connect(self._settle)

    @Property(bool, notify=offeredChanged)
    def offered(self) -> bool:
        """Whether anything of what is seen can be heard. Not all of it is looked for: the first frame waits."""
        speech = self._speech
        return speech is not None and any(map(speech.can_say, heard_of(self.place, self._panel.headset, self._paper)))

    @Property(bool, notify=speakingChanged)
    def speaking(self) -> bool:
        return self._speaking

    @Property(str, notify=speakingChanged)
    def asked(self) -> str:
        """The language that is asking now whether it is the guest's; empty when none is."""
        return self._asked

    @Slot()
    @tapped
    def toggle(self) -> None:
        """Read what is seen, from its beginning; or be silent."""
        if self._speaking:
            self.hush()
        elif self._speech is not None and (heard := self._heard()):
            self._reading += 1
            self._speaking = True
            self.speakingChanged.emit()
            self._speech.say(heard, self._crossing.bring(self._landing(self._reading, heard)))

    @Slot()
    def hush(self) -> None:
        """Silence, now; what can be heard of the next page is found anew."""
        self._quiet()
        self.offeredChanged.emit()

    def close(self) -> None:
        """Silence for good."""
        if self._speech is not None:
            self._speech.close()

    def _heard(self) -> list[Sentence]:
        speech = self._speech
        if speech is None:
            return []
        return [
            sentence for sentence in heard_of(self.place, self._panel.headset, self._paper) if speech.can_say(sentence)
        ]

    def _landing(self, reading: int, heard: list[Sentence]) -> Callable[[int | None], None]:
        def land(place: int | None) -> None:
            if reading != self._reading or not self._speaking:
                return
            if place is None:
                self.hush()
            elif asks_for_language(self.place):
                self._asked = heard[place][0]
                self.speakingChanged.emit()

        return land

    def _quiet(self) -> None:
        if self._speech is not None and self._speaking:
            self._speech.stop()
            self._speaking, self._asked = False, ""
            self.speakingChanged.emit()

    @Slot()
    def _settle(self) -> None:
        if self._speech is not None:
            self._speech.settle()
            self.offeredChanged.emit()
