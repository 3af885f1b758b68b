"""What the panel and the person need of the theme. One rule: sizes come from millimetres, never from a page."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from ui.bridge.services import WindowSettings

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class PanelBridge(QObject):
    """The settings of this start; constant while the window stands."""

    def __init__(self, settings: WindowSettings, diagonal: float) -> None:
        super().__init__()
        self._settings = settings
        self._diagonal = diagonal

    @Property(int, constant=True)
    def width(self) -> int:
        return self._settings.width

    @Property(int, constant=True)
    def height(self) -> int:
        return self._settings.height

    @Property(bool, constant=True)
    def fullScreen(self) -> bool:
        return self._settings.full_screen

    @Property(float, constant=True)
    def diagonal(self) -> float:
        """Inches."""
        return self._diagonal

    @Property(float, constant=True)
    def textScale(self) -> float:
        return min(2.0, max(1.0, self._settings.text_scale))

    @Property(bool, constant=True)
    def highContrast(self) -> bool:
        return self._settings.high_contrast

    @Property(bool, constant=True)
    def reduceMotion(self) -> bool:
        return self._settings.reduce_motion
