"""Opens the guest window. One rule: the engine goes before the bridges, and the bridges before the application."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

import PySide6
from PySide6.QtCore import Property, QObject, QTimer
from PySide6.QtQml import QmlElement

from kiosk.problem import Bug
from ui.bridge.corner import CornerBridge
from ui.bridge.crossing import Crossing
from ui.bridge.keyboard import Keyboard
from ui.bridge.layout import LayoutBridge
from ui.bridge.loading import load, make_engine, take_down
from ui.bridge.panel import PanelBridge
from ui.bridge.pictures import CodeProvider
from ui.bridge.place import GuestPlace
from ui.bridge.presence import PresenceBridge
from ui.bridge.scanning import ScanBridge
from ui.bridge.services import WindowServices, WindowSettings
from ui.bridge.slip import SlipBridge
from ui.bridge.speech import SpeechBridge
from ui.bridge.staff import StaffBridge
from ui.bridge.staying import StaysOpen
from ui.bridge.touches import PalmWatch, TouchWatch
from ui.bridge.visit import VisitBridge

__all__ = ["KioskWindow", "WindowServices", "WindowSettings", "open_window"]

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1
TICK_MILLISECONDS = 250

if sys.version_info < (3, 12) and PySide6.__version_info__[:2] == (6, 12):
    raise Bug("PySide6 6.12 on this Python drops references to True and None and aborts; use 6.11")


@dataclass(frozen=True)
class Bridges:
    """Every bridge of one window, over one guest's place."""

    place: GuestPlace
    crossing: Crossing
    visit: VisitBridge
    slip: SlipBridge
    presence: PresenceBridge
    speech: SpeechBridge
    corner: CornerBridge
    staff: StaffBridge
    layout: LayoutBridge
    panel: PanelBridge
    scan: ScanBridge

    @classmethod
    def over(cls, services: WindowServices, settings: WindowSettings) -> Bridges:
        place, crossing = GuestPlace(services), Crossing()
        panel = PanelBridge(settings, services.profile.diagonal)
        place.worn.connect(panel.wear)
        slip = SlipBridge(place, crossing)
        return cls(
            place=place,
            crossing=crossing,
            visit=VisitBridge(place),
            slip=slip,
            presence=PresenceBridge(place, slip),
            speech=SpeechBridge(place, crossing, panel),
            corner=CornerBridge(place, crossing, slip),
            staff=StaffBridge(place, crossing),
            layout=LayoutBridge(),
            panel=panel,
            scan=ScanBridge(place),
        )


@QmlElement
class WindowBridge(QObject):
    """All bridges in one hand: the one thing that the root and every page are given."""

    def __init__(self, bridges: Bridges) -> None:
        super().__init__()
        self._bridges = bridges

    @Property(VisitBridge, constant=True)
    def visit(self) -> VisitBridge:
        return self._bridges.visit

    @Property(SlipBridge, constant=True)
    def slip(self) -> SlipBridge:
        return self._bridges.slip

    @Property(PresenceBridge, constant=True)
    def presence(self) -> PresenceBridge:
        return self._bridges.presence

    @Property(SpeechBridge, constant=True)
    def speech(self) -> SpeechBridge:
        return self._bridges.speech

    @Property(CornerBridge, constant=True)
    def corner(self) -> CornerBridge:
        return self._bridges.corner

    @Property(StaffBridge, constant=True)
    def staff(self) -> StaffBridge:
        return self._bridges.staff

    @Property(LayoutBridge, constant=True)
    def layout(self) -> LayoutBridge:
        return self._bridges.layout

    @Property(PanelBridge, constant=True)
    def panel(self) -> PanelBridge:
        return self._bridges.panel

    @Property(ScanBridge, constant=True)
    def scan(self) -> ScanBridge:
        return self._bridges.scan


class KioskWindow:
    """The open window. Use as a context manager, or call `close`."""

    def __init__(self, services: WindowServices, settings: WindowSettings) -> None:
        self.engine = make_engine()
        self.bridges = Bridges.over(services, settings)
        self._root_bridge = WindowBridge(self.bridges)
        self._watch = TouchWatch(self.bridges.presence.touched)
        self.engine.addImageProvider("slip", CodeProvider(self.bridges.slip.matrix))
        self.window = load(self.engine, "ui.guest", "GuestWindow", {"bridge": self._root_bridge})
        self._stays = StaysOpen(self.window, holds=settings.full_screen)
        self._keyboard = Keyboard(self.window, self.place.reads_right_to_left)
        self.bridges.scan.over(self._keyboard)
        self._palms = PalmWatch(self.window, services.profile.diagonal)
        self._watchers = (self._keyboard, self.bridges.scan, self._palms, self._watch)
        for watcher in self._watchers:  # the last one installed is the first to see
            self.window.installEventFilter(watcher)
        self.bridges.staff.exitAsked.connect(self._stays.close)
        self._timer = QTimer()
        self._timer.timeout.connect(self.tick)

    @property
    def place(self) -> GuestPlace:
        return self.bridges.place

    def start_clock(self) -> None:
        """Let time act by itself; tests call `tick`."""
        self._timer.start(TICK_MILLISECONDS)

    def tick(self) -> None:
        """Let time act once."""
        self.bridges.presence.tick()
        self.bridges.staff.tick()
        self.bridges.scan.tick()

    def on_first_frame(self, act: Callable[[], None]) -> None:
        """Call `act` once after something was painted: the moment for heavy imports."""
        self.window.frameSwapped.connect(_once(act))

    def close(self) -> None:
        """Take the window down; what was told and not sealed is gone with it."""
        self._timer.stop()
        if self.place.finished is not None or not self.place.untouched:
            self.place.leave()
        self.bridges.speech.close()
        self.bridges.crossing.close()
        for watcher in (*self._watchers, self._stays):
            self.window.removeEventFilter(watcher)
        take_down(self.window, self.engine)

    def __enter__(self) -> KioskWindow:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_window(services: WindowServices, settings: WindowSettings) -> KioskWindow:
    """The guest window at its first page, and its clock running. Needs a QGuiApplication. Raises Bug."""
    window = KioskWindow(services, settings)
    window.start_clock()
    return window


def _once(act: Callable[[], None]) -> Callable[[], None]:
    left = [act]

    def first() -> None:
        if left:
            left.pop()()

    return first
