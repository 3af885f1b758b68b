"""Opens and closes the window of desk or summary. One rule: the keys go first, then the engine, then the bridges."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.problem import Bug
from ui.bridge.crossing import Crossing
from ui.bridge.fonts import use_fonts
from ui.bridge.office import OfficeBridge
from ui.bridge.pictures import PictogramProvider
from ui.bridge.touches import TouchWatch

TICK_MILLISECONDS = 500

_Bridge = TypeVar("_Bridge", bound=QObject)


class OfficeWindow(Generic[_Bridge]):
    """An open window over the one `bridge` that its root is given. Use as a context manager, or call `close`."""

    def __init__(self, name: str, bridge: _Bridge, office: OfficeBridge, crossing: Crossing) -> None:
        use_fonts()
        self.bridge, self.office, self._crossing = bridge, office, crossing
        self._watch = TouchWatch(self.office.touched)
        self.engine = QQmlApplicationEngine()
        self.engine.addImportPath(str(Path(__file__).resolve().parents[2]))
        self.engine.addImageProvider("pictogram", PictogramProvider())
        self.engine.setInitialProperties({"bridge": bridge})
        self.engine.loadFromModule(*name.split("/"))
        self.window = self._root(name)
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
        self.window.close()
        self.engine.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()

    def __enter__(self) -> OfficeWindow[_Bridge]:
        self.start_clock()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _root(self, name: str) -> QQuickWindow:
        roots: list[QObject] = self.engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise Bug(f"the window {name} could not be loaded")
        return roots[0]
