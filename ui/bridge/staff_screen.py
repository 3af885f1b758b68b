"""The screen's look and its levels for QML. One rule: what cannot be set on this machine is not shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.ports.staff import Level, Look
from ui.bridge.cards import Card, card
from ui.bridge.crossing import Crossing
from ui.bridge.gate import staffed
from ui.bridge.place import GuestPlace

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1

LARGE = 2.0
TENTH = 10
SIGHT = {"large": "text", "contrast": "contrast", "still": "still"}
HANDS = {"left": "left-hand", "right": "right-hand"}
HEADSET, SWITCH = "headset", "switch"
"""Cards of the page, with their pictograms."""
PACES = {"off": 0.0, "slow": 4.0, "medium": 2.5, "fast": 1.5}
"""Seconds on each thing, for a guest with one switch."""


@QmlElement
class StaffScreenBridge(QObject):
    """Large text, contrast, movement, reach; brightness and volume in tenths."""

    lookChanged = Signal()
    levelsChanged = Signal()

    def __init__(self, place: GuestPlace, crossing: Crossing) -> None:
        super().__init__()
        self.place = place
        self._crossing = crossing
        self._desk = place.services.staff.screen
        self._levels: dict[str, Level] = {}
        self._tenths: dict[str, int] = {}
        place.reworded.connect(self.lookChanged)

    @Property(list, notify=lookChanged)
    def cards(self) -> list[Card]:
        say = self.place.catalogue.say
        heard = {HEADSET: HEADSET} if self.place.services.speech else {}
        pace = {SWITCH: say(f"staff.screen.switch.{self._pace}")}
        shown = SIGHT | heard | {SWITCH: "keyboard"} | HANDS
        return [
            card(say(f"staff.screen.{name}"), sign, name=name, hint=pace.get(name, "")) for name, sign in shown.items()
        ]

    @Property(list, notify=lookChanged)
    def marked(self) -> list[str]:
        look = self._desk.look()
        on = {"large": look.text_scale > 1, "contrast": look.high_contrast, "still": look.reduce_motion}
        on |= {HEADSET: look.headset, SWITCH: self.place.dwell > 0}
        return [*(name for name, is_on in on.items() if is_on), *([look.reach] if look.reach else [])]

    @Property(list, notify=levelsChanged)
    def levels(self) -> list[Card]:
        """Those that can be set here; `code` is the level in tenths."""
        say = self.place.catalogue.say
        return [card(say(f"staff.screen.{name}"), "", tenths, name) for name, tenths in self._tenths.items()]

    @Slot(str)
    @staffed
    def turn(self, name: str) -> None:
        """A card of the page."""
        if name == SWITCH:
            self._next_pace()
            return
        look = self._desk.look()
        if name == "large":
            look = replace(look, text_scale=1.0 if look.text_scale > 1 else LARGE)
        elif name == "contrast":
            look = replace(look, high_contrast=not look.high_contrast)
        elif name == "still":
            look = replace(look, reduce_motion=not look.reduce_motion)
        elif name == HEADSET:
            look = replace(look, headset=not look.headset)
        else:
            look = replace(look, reach="" if look.reach == name else name)
        self._wear(look)

    @Slot(str, int)
    @staffed
    def setLevel(self, name: str, tenths: int) -> None:
        """Brightness or volume, from one to ten tenths; volume may be nothing."""
        level = self._levels.get(name)
        if level is not None:
            self._tenths[name] = tenths
            self.levelsChanged.emit()
            self._crossing.run(lambda: level.set(tenths * TENTH), lambda _: None)

    def look(self) -> None:
        """Find out what can be set on this machine, and where it stands."""
        self._crossing.run(self._find, self._found)

    def _find(self) -> dict[str, tuple[Level, int]]:
        read = {name: (level, level.read()) for name, level in self._desk.levels().items()}
        return {name: (level, per_cent) for name, (level, per_cent) in read.items() if per_cent is not None}

    def _found(self, levels: dict[str, tuple[Level, int]] | None) -> None:
        found = levels or {}
        self._levels = {name: level for name, (level, _) in found.items()}
        self._tenths = {name: round(per_cent / TENTH) for name, (_, per_cent) in found.items()}
        self.levelsChanged.emit()

    @property
    def _pace(self) -> str:
        return next((pace for pace, seconds in PACES.items() if seconds == self.place.dwell), "off")

    def _next_pace(self) -> None:
        """Off, slow, medium, fast, and off again. Never kept: it says something of the guest."""
        paces = list(PACES)
        self.place.dwell = PACES[paces[(paces.index(self._pace) + 1) % len(paces)]]
        self.lookChanged.emit()

    def _wear(self, look: Look) -> None:
        self._desk.choose(look)
        self.place.worn.emit(look)
        self.lookChanged.emit()
