"""Opens and closes the window of desk or summary. One rule: the keys go first, then the engine, then the bridges."""

from __future__ import annotations

from types import TracebackType
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from ui.bridge.crossing import Crossing
from ui.bridge.loading import load, make_engine, take_down
from ui.bridge.office import OfficeBridge
from ui.bridge.touches import TouchWatch

TICK_MILLISECONDS = 500

_Bridge = TypeVar("_Bridge", bound=QObject)


class OfficeWindow(Generic[_Bridge]):
    """An open window over the one `bridge` that its root is given. Use as a context manager, or call `close`."""

    def __init__(self, name: str, bridge: _Bridge, office: OfficeBridge, crossing: Crossing) -> None:
        self.engine = make_engine()
        self.bridge, self.office, self._crossing = bridge, office, crossing
        self._watch = TouchWatch(self.office.touched)
        module, _, root = name.partition("/")
        self.window = load(self.engine, module, root, {"bridge": bridge})
        self.window.installEventFilter(self._watch)
        self._timer = QTimer()
        self._timer.timeout.connect(self.office.tick)

    def start_clock(self) -> None:
        """Let time act by itself; tests call `tick`."""
        self._timer.start(TICK_MILLISECONDS)

    def close(self) -> None:
        """Lock, and take the window down."""
        self._timer.stop()
        self.office.lock()
        self._crossing.close()
        self.window.removeEventFilter(self._watch)
        take_down(self.window, self.engine)

    def __enter__(self) -> OfficeWindow[_Bridge]:
        self.start_clock()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
