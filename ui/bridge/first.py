"""Opens the first screen of a machine that is no kiosk yet. One rule: as in the guests' window, the engine goes before
the bridges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtCore import QTimer

from kiosk.ports.clock import Clock
from kiosk.ports.enrolling import Enrolling, Step
from ui.bridge.crossing import Crossing
from ui.bridge.enrol import EnrolBridge
from ui.bridge.layout import LayoutBridge
from ui.bridge.loading import load, make_engine, take_down
from ui.bridge.panel import PanelBridge
from ui.bridge.services import WindowSettings
from ui.bridge.staying import StaysOpen

TICK_MILLISECONDS = 250
DIAGONAL = 10.1
"""Inches; what the panel has is in the site's profile, which is not here yet."""


@dataclass(frozen=True)
class FirstServices:
    """What the first screen is given; `languages` are the packs, the one to begin with first."""

    enrolling: Enrolling
    clock: Clock
    languages: Sequence[str]


class FirstWindow:
    """The open window. Use as a context manager, or call `close`."""

    def __init__(self, services: FirstServices, settings: WindowSettings) -> None:
        self.engine = make_engine()
        self.crossing = Crossing()
        self.enrol = EnrolBridge(services.enrolling, services.clock, services.languages, self.crossing)
        self._layout, self._panel = LayoutBridge(), PanelBridge(settings, DIAGONAL)
        given = {"enrol": self.enrol, "layout": self._layout, "panel": self._panel}
        self.window = load(self.engine, "ui.first", "FirstWindow", given)
        self._stays = StaysOpen(self.window, holds=settings.full_screen)
        self.enrol.left.connect(self._stays.close)
        self._timer = QTimer()
        self._timer.timeout.connect(self.enrol.place.tick)

    @property
    def finished(self) -> bool:
        """Whether this machine is a kiosk now."""
        return self.enrol.place.step is Step.DONE

    def start_clock(self) -> None:
        """Let time act by itself; tests call `enrol.place.tick`."""
        self._timer.start(TICK_MILLISECONDS)

    def close(self) -> None:
        """Take the window down; what was typed and not kept is gone with it."""
        self._timer.stop()
        self.crossing.close()
        self.window.removeEventFilter(self._stays)
        take_down(self.window, self.engine)

    def __enter__(self) -> FirstWindow:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_first(services: FirstServices, settings: WindowSettings) -> FirstWindow:
    """The first screen, and its clock running. Needs a QGuiApplication. Raises Bug."""
    window = FirstWindow(services, settings)
    window.start_clock()
    return window
