"""Whether somebody is there, and whether somebody is needed, for QML. One rule: only `tick` moves time."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit.call import CallReason
from kiosk.visit.idle import Idle
from ui.bridge.gate import tapped
from ui.bridge.pages import Cover
from ui.bridge.place import GuestPlace
from ui.bridge.slip import SlipBridge

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1

SOUND_EVERY_SECONDS = 4.0


@QmlElement
class PresenceBridge(QObject):
    """The idle watch, and the calls for a volunteer or a doctor."""

    ticked = Signal()
    callChanged = Signal()

    def __init__(self, place: GuestPlace, slip: SlipBridge) -> None:
        super().__init__()
        self.place = place
        self._slip = slip
        self._sounded = place.services.clock.monotonic() - SOUND_EVERY_SECONDS
        place.covered.connect(self.callChanged)

    @Property(int, notify=ticked)
    def secondsLeft(self) -> int:
        return self.place.idle.seconds_left

    @Property(str, notify=callChanged)
    def calling(self) -> str:
        """ "help", "doctor", or empty when nobody calls."""
        reason = self.place.call.reason
        return reason.value if reason else ""

    @Property(str, constant=True)
    def emergency(self) -> str:
        return self.place.services.profile.emergency

    @Slot()
    @tapped
    def callHelp(self) -> None:
        self.place.raise_call(CallReason.HELP)

    @Slot()
    @tapped
    def callDoctor(self) -> None:
        self.place.raise_call(CallReason.DOCTOR)
        self.callChanged.emit()

    @Slot()
    @tapped
    def withdraw(self) -> None:
        """The guest needs no help any more; a call for a doctor goes on until a volunteer is there."""
        if self.place.call.reason is CallReason.HELP:
            self.place.call.acknowledge()
            self.place.hide(Cover.CALL)

    @Slot()
    @tapped
    def stay(self) -> None:
        self.place.idle.touch()
        self.place.hide(Cover.IDLE)

    @Slot()
    @tapped
    def erase(self) -> None:
        self.place.leave()

    def touched(self) -> None:
        """A finger or a key, anywhere; on the warning only its own buttons count. Who wakes a screen that slept too
        long is somebody else and finds the first page."""
        if self.place.idle.state is Idle.OVER:
            self._watch()
        if Cover.IDLE not in self.place.covers:
            self.place.idle.touch()
            self._slip.touch()

    def tick(self) -> None:
        """Let time act: the warning, the end of a visit, a call that is heard."""
        self._watch()
        self._call_outside()
        if self.place.call.audible or Cover.IDLE in self.place.covers:
            self._sound()
        if self._slip.over:
            self._slip.end()
        self.ticked.emit()

    def _watch(self) -> None:
        place = self.place
        if place.call.reason is not None or (Cover.CHILD in place.covers and place.untouched):
            place.idle.touch()
        state = place.idle.state
        if state is Idle.OVER or (state is Idle.WARNING and place.untouched):
            self._quiet_end()
        elif state is Idle.WARNING:
            place.show(Cover.IDLE)

    def _quiet_end(self) -> None:
        place = self.place
        if place.untouched and not place.flow.language and not place.covers:
            place.idle.touch()
        else:
            place.leave()

    def _call_outside(self) -> None:
        tell = self.place.services.call_outside
        if self.place.call.goes_outside() and tell is not None:
            self.place.guarded("call outside", tell)

    def _sound(self) -> None:
        sound, now = self.place.services.sound, self.place.services.clock.monotonic()
        if sound is not None and now - self._sounded >= SOUND_EVERY_SECONDS:
            self._sounded = now
            self.place.guarded("sound", sound)
