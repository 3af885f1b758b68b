"""What the panel and the person need of the theme. One rule: sizes come from millimetres, never from a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.bridge.services import WindowSettings

if TYPE_CHECKING:
    from kiosk.ports.staff import Look

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class PanelBridge(QObject):
    """The settings of this start; staff may change the look while the window stands."""

    lookChanged = Signal()

    def __init__(self, settings: WindowSettings, diagonal: float) -> None:
        super().__init__()
        self._settings = settings
        self._diagonal = diagonal

    @Slot(object)
    def wear(self, look: Look) -> None:
        """Look like this from here on."""
        self._settings = self._settings._replace(
            text_scale=look.text_scale,
            high_contrast=look.high_contrast,
            reduce_motion=look.reduce_motion,
            reach=look.reach,
            headset=look.headset,
        )
        self.lookChanged.emit()

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

    @Property(float, notify=lookChanged)
    def textScale(self) -> float:
        return min(2.0, max(1.0, self._settings.text_scale))

    @Property(bool, notify=lookChanged)
    def highContrast(self) -> bool:
        return self._settings.high_contrast

    @Property(bool, notify=lookChanged)
    def reduceMotion(self) -> bool:
        return self._settings.reduce_motion

    @Property(str, notify=lookChanged)
    def reach(self) -> str:
        """The side at which one hand finds every way on: "left", "right", or empty for the language's own."""
        return self._settings.reach

    @property
    def headset(self) -> bool:
        """Whether only the guest hears what is read out."""
        return self._settings.headset
