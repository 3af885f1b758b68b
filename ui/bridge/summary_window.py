"""Opens the supervisor's window. One rule: it is given its summary; it builds none."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from kiosk.ports.office import SummaryService
from ui.bridge.crossing import Crossing
from ui.bridge.office import DIAGONAL, OfficeBridge, OfficeSettings
from ui.bridge.office_window import OfficeWindow
from ui.bridge.panel import PanelBridge
from ui.bridge.services import WindowSettings
from ui.bridge.summary import SummaryBridge

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class SummaryRootBridge(QObject):
    """All bridges in one hand."""

    def __init__(self, office: OfficeBridge, summary: SummaryBridge, settings: WindowSettings) -> None:
        super().__init__()
        self._office, self._summary = office, summary
        self._panel = PanelBridge(settings, DIAGONAL)

    @Property(OfficeBridge, constant=True)
    def office(self) -> OfficeBridge:
        return self._office

    @Property(SummaryBridge, constant=True)
    def summary(self) -> SummaryBridge:
        return self._summary

    @Property(PanelBridge, constant=True)
    def panel(self) -> PanelBridge:
        return self._panel


def summary_window(service: SummaryService, settings: OfficeSettings) -> OfficeWindow[SummaryRootBridge]:
    """The supervisor's window, locked. Needs a QGuiApplication. Raises Bug."""
    crossing = Crossing()
    office = OfficeBridge(service, settings, crossing)
    summary = SummaryBridge(office, service, crossing)
    root = SummaryRootBridge(office, summary, settings.window)
    return OfficeWindow("ui.summary/SummaryWindow", root, office, crossing)
