"""Loads the window of one of our programs and takes it down. One rule: the engine goes before the bridges, and the
bridges before the application.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.problem import Bug
from ui.bridge.fonts import use_fonts
from ui.bridge.pictures import PictogramProvider

HOUSE = Path(__file__).resolve().parents[2]


def make_engine() -> QQmlApplicationEngine:
    """An engine that finds our modules, fonts and pictograms."""
    use_fonts()
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(HOUSE))
    engine.addImageProvider("pictogram", PictogramProvider())
    return engine


def load(engine: QQmlApplicationEngine, module: str, name: str, given: Mapping[str, QObject]) -> QQuickWindow:
    """The root window of a QML module, its required properties `given`. Raises Bug when it does not load."""
    engine.setInitialProperties(dict(given))
    engine.loadFromModule(module, name)
    roots: list[QObject] = engine.rootObjects()
    if not roots or not isinstance(roots[0], QQuickWindow):
        raise Bug(f"the window {module}/{name} could not be loaded")
    return roots[0]


def take_down(window: QQuickWindow, engine: QQmlApplicationEngine) -> None:
    """Close the window and destroy its engine before this returns."""
    from PySide6.QtCore import QEvent  # all its types come with it: 1 ms that no first frame needs

    window.close()
    engine.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
