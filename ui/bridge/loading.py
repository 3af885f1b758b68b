"""Loads the window of one of our programs and takes it down. One rule: the engine goes before the bridges, and the
bridges before the application.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.problem import Bug
from ui.bridge.fonts import use_fonts
from ui.bridge.pictures import PictogramProvider

HOUSE = Path(__file__).resolve().parents[2]


def make_engine() -> QQmlEngine:
    """An engine that finds our modules, fonts and pictograms. Not an application engine: that one looks for a variant
    of every file for each platform, 400 times on the way to the first frame.
    """
    use_fonts()
    engine = QQmlEngine()
    engine.addImportPath(str(HOUSE))
    engine.addImageProvider("pictogram", PictogramProvider())
    return engine


def load(engine: QQmlEngine, module: str, name: str, given: dict[str, QObject]) -> QQuickWindow:
    """The root window of a QML module, its required properties `given`. Raises Bug when it does not load."""
    component = QQmlComponent(engine, engine)
    component.loadFromModule(module, name)
    window = component.createWithInitialProperties(given)
    if not isinstance(window, QQuickWindow):
        raise Bug(f"the window {module}/{name} could not be loaded: {component.errorString()}")
    return window


def take_down(window: QQuickWindow, engine: QQmlEngine) -> None:
    """Close the window and destroy its engine before this returns."""
    from PySide6.QtCore import QEvent  # all its types come with it: 1 ms that no first frame needs

    window.close()
    window.deleteLater()
    engine.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
