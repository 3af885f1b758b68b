"""What lies behind the staff door, for QML. One rule: each room is a bridge of its own over one port."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from ui.bridge.crossing import Crossing
from ui.bridge.pages import Cover
from ui.bridge.place import GuestPlace
from ui.bridge.staff_day import StaffDayBridge
from ui.bridge.staff_leaflets import StaffLeafletsBridge
from ui.bridge.staff_printers import StaffPrintersBridge
from ui.bridge.staff_screen import StaffScreenBridge

QML_IMPORT_NAME = "ui.bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class StaffRooms(QObject):
    """The bridges of the staff area in one hand."""

    def __init__(self, place: GuestPlace, crossing: Crossing) -> None:
        super().__init__()
        self._place = place
        self._printers = StaffPrintersBridge(place, crossing)
        self._leaflets = StaffLeafletsBridge(place, crossing)
        self._day = StaffDayBridge(place)
        self._screen = StaffScreenBridge(place, crossing)

    @Property(StaffPrintersBridge, constant=True)
    def printers(self) -> StaffPrintersBridge:
        return self._printers

    @Property(StaffLeafletsBridge, constant=True)
    def leaflets(self) -> StaffLeafletsBridge:
        return self._leaflets

    @Property(StaffDayBridge, constant=True)
    def day(self) -> StaffDayBridge:
        return self._day

    @Property(StaffScreenBridge, constant=True)
    def screen(self) -> StaffScreenBridge:
        return self._screen

    def entered(self) -> None:
        """Another page of the staff area was opened."""
        if max(self._place.covers) is Cover.PRINTERS:
            self._printers.look()
        elif max(self._place.covers) is Cover.SCREEN:
            self._screen.look()

    def tick(self) -> None:
        """Time goes on."""
        if Cover.PRINTERS in self._place.covers:
            self._printers.tick()
