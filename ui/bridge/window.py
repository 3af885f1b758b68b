"""Opens the guest window. One rule: the engine goes before the bridges, and the bridges before the application."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QTimer, qVersion
from PySide6.QtQml import QmlElement

from kiosk.problem import Bug
from ui.bridge.crossing import Crossing
from ui.bridge.layout import LayoutBridge
from ui.bridge.loading import load, make_engine, take_down
from ui.bridge.panel import PanelBridge
from ui.bridge.pictures import CodeProvider
from ui.bridge.place import GuestPlace
from ui.bridge.services import WindowServices, WindowSettings
from ui.bridge.speech import SpeechBridge
from ui.bridge.visit import VisitBridge

if TYPE_CHECKING:
    from types import TracebackType

    from ui.bridge.corner import CornerBridge
    from ui.bridge.presence import PresenceBridge
    from ui.bridge.scanning import ScanBridge
    from ui.bridge.slip import SlipBridge
    from ui.bridge.staff import StaffBridge
    from ui.bridge.standstill import Standstill

__all__ = ["KioskWindow", "WindowServices", "WindowSettings", "open_window"]

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1
TICK_MILLISECONDS = 250

if sys.version_info < (3, 12) and qVersion().startswith("6.12."):
    raise Bug("PySide6 6.12 on this Python drops references to True and None and aborts; use 6.11")


class Bridges:
    """Every bridge of one window, over one guest's place. Those that the first page does not show are loaded and made
    when somebody first asks for them: the first frame waits for none of them.
    """

    def __init__(self, services: WindowServices, settings: WindowSettings) -> None:
        self.place, self.crossing = GuestPlace(services), Crossing()
        self.layout = LayoutBridge()
        self.panel = PanelBridge(settings, services.profile.diagonal)
        self.place.worn.connect(self.panel.wear)
        self.visit = VisitBridge(self.place)
        self.speech = SpeechBridge(self.place, self.crossing, self.panel, lambda: str(self.slip.sentence))

    @cached_property
    def slip(self) -> SlipBridge:
        from ui.bridge.slip import SlipBridge

        slip = SlipBridge(self.place, self.crossing)
        slip.stateChanged.connect(self.speech.hush)
        return slip

    @cached_property
    def presence(self) -> PresenceBridge:
        from ui.bridge.presence import PresenceBridge

        return PresenceBridge(self.place, self.slip)

    @cached_property
    def corner(self) -> CornerBridge:
        from ui.bridge.corner import CornerBridge

        return CornerBridge(self.place, self.crossing, self.slip)

    @cached_property
    def scan(self) -> ScanBridge:
        from ui.bridge.scanning import ScanBridge

        return ScanBridge(self.place)

    @cached_property
    def staff(self) -> StaffBridge:
        from ui.bridge.staff import StaffBridge

        return StaffBridge(self.place, self.crossing)


@QmlElement
class WindowBridge(QObject):
    """All bridges in one hand: the one thing that the root and every page are given. QML names the type of those that
    come later itself (`as`).
    """

    def __init__(self, bridges: Bridges) -> None:
        super().__init__()
        self._bridges = bridges

    @Property(VisitBridge, constant=True)
    def visit(self) -> VisitBridge:
        return self._bridges.visit

    @Property(QObject, constant=True)
    def slip(self) -> SlipBridge:
        return self._bridges.slip

    @Property(QObject, constant=True)
    def presence(self) -> PresenceBridge:
        return self._bridges.presence

    @Property(SpeechBridge, constant=True)
    def speech(self) -> SpeechBridge:
        return self._bridges.speech

    @Property(QObject, constant=True)
    def corner(self) -> CornerBridge:
        return self._bridges.corner

    @Property(QObject, constant=True)
    def staff(self) -> StaffBridge:
        return self._bridges.staff

    @Property(LayoutBridge, constant=True)
    def layout(self) -> LayoutBridge:
        return self._bridges.layout

    @Property(PanelBridge, constant=True)
    def panel(self) -> PanelBridge:
        return self._bridges.panel


class KioskWindow:
    """The open window. Use as a context manager, or call `close`."""

    def __init__(self, services: WindowServices, settings: WindowSettings) -> None:
        self.engine = make_engine()
        bridges = self.bridges = Bridges(services, settings)
        self._root_bridge = WindowBridge(bridges)
        self.engine.addImageProvider("slip", CodeProvider(lambda: bridges.slip.matrix()))
        self.window = load(self.engine, "ui.guest", "GuestWindow", {"bridge": self._root_bridge})
        self._holds = settings.full_screen
        self._standstill: Standstill | None = None
        self._watchers: tuple[QObject, ...] = ()
        self._timer = QTimer()
        self._timer.timeout.connect(self.tick)
        self._acts: list[Callable[[], None]] = [self._listen]
        self.window.frameSwapped.connect(self._painted)

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
        if self._standstill is not None:
            self._standstill.tick()

    def on_first_frame(self, act: Callable[[], None]) -> None:
        """Call `act` once after something was painted: the moment for heavy imports."""
        self._acts.insert(-1, act)

    def _listen(self) -> None:
        """See fingers and keys, and be able to write the site's own names. Nobody touches what was not painted yet, and
        what is touched now waits its turn.
        """
        from ui.bridge.fonts import write_also
        from ui.bridge.keyboard import Keyboard
        from ui.bridge.standstill import Standstill
        from ui.bridge.staying import StaysOpen
        from ui.bridge.touches import PalmWatch, TouchWatch

        bridges, window = self.bridges, self.window
        keyboard = self._keyboard = Keyboard(window, self.place.reads_right_to_left)
        bridges.scan.over(keyboard)
        write_also("".join(self.place.services.profile.own_words))
        window.setProperty("scan", bridges.scan)
        palms = PalmWatch(window, self.place.services.profile.diagonal)
        stays = StaysOpen(window, holds=self._holds)
        bridges.staff.exitAsked.connect(stays.close)
        if stays.holds:
            self._standstill = Standstill(window, self.place.services.clock)
        self._watchers = (stays, keyboard, bridges.scan, palms, TouchWatch(bridges.presence.touched))
        for watcher in self._watchers:  # the last one installed is the first to see
            window.installEventFilter(watcher)

    def _painted(self) -> None:
        while self._acts:
            self._acts.pop(0)()

    def close(self) -> None:
        """Take the window down; what was told and not sealed is gone with it."""
        self._timer.stop()
        if self.place.finished is not None or not self.place.untouched:
            self.place.leave()
        self.bridges.speech.close()
        self.bridges.crossing.close()
        for watcher in self._watchers:
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
