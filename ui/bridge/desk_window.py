"""Opens the desk's window. One rule: it is given its desk; it builds none."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from kiosk.ports.office import DeskService
from ui.bridge.crossing import Crossing
from ui.bridge.desk import DeskBridge
from ui.bridge.facts import FactsBridge
from ui.bridge.office import DIAGONAL, OfficeBridge, OfficeSettings
from ui.bridge.office_window import OfficeWindow
from ui.bridge.panel import PanelBridge
from ui.bridge.services import WindowSettings

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class DeskRootBridge(QObject):
    """All bridges in one hand."""

    def __init__(self, office: OfficeBridge, desk: DeskBridge, settings: WindowSettings) -> None:
        super().__init__()
        self._office, self._desk = office, desk
        self._facts = FactsBridge()
        self._panel = PanelBridge(settings, DIAGONAL)

    @Property(OfficeBridge, constant=True)
    def office(self) -> OfficeBridge:
        return self._office

    @Property(DeskBridge, constant=True)
    def desk(self) -> DeskBridge:
        return self._desk

    @Property(FactsBridge, constant=True)
    def facts(self) -> FactsBridge:
        return self._facts

    @Property(PanelBridge, constant=True)
    def panel(self) -> PanelBridge:
        return self._panel


def desk_window(service: DeskService, settings: OfficeSettings) -> OfficeWindow[DeskRootBridge]:
    """The desk's window, locked. Needs a QGuiApplication. Raises Bug."""
    crossing = Crossing()
    office = OfficeBridge(service, settings, crossing)
    desk = DeskBridge(office, service, crossing)
    root = DeskRootBridge(office, desk, settings.window)
    return OfficeWindow("ui.desk/DeskWindow", root, office, crossing)
