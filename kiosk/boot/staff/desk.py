"""What staff ask of a kiosk: the door, how things are, and its printers. One rule: words, never how many came."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kiosk import folder
from kiosk.boot.care.checks import kiosk_checks
from kiosk.boot.staff.screen import KioskScreen
from kiosk.boot.staff.volume import StaffVolume
from kiosk.boot.tablet.call_outside import CallOutside
from kiosk.boot.tablet.delivery import Heard, Waiting
from kiosk.boot.tablet.front import Front
from kiosk.boot.tablet.warming import Warming
from kiosk.doctor.examine import examine
from kiosk.formats.schedule import Device, Schedule
from kiosk.ports.clock import Clock
from kiosk.ports.finding import CheckKey, Finding, State
from kiosk.ports.paper import PrintOutcome
from kiosk.ports.staff import FoundPrinter, PrinterShelf, PrinterState
from kiosk.staff_door import LIMIT, StaffDoor

if TYPE_CHECKING:
    from kiosk.boot.staff.printers import KioskPrinters
    from kiosk.boot.tablet.assembly import Assembly


class KioskStaffDesk:
    """The `StaffDesk` of a real kiosk."""

    def __init__(self, front: Front, clock: Clock, warming: Warming, outside: CallOutside, volume: StaffVolume) -> None:
        self._front, self._clock, self._warming, self._outside = front, clock, warming, outside
        self.printers = WarmPrinters(warming)
        self.screen = KioskScreen(front.layout.screen, volume)

    @cached_property
    def _door(self) -> StaffDoor:
        return StaffDoor(folder.read(self._front.layout.pin, LIMIT), self._clock)

    def wait_seconds(self) -> int:
        return self._door.wait_seconds()

    def check_pin(self, pin: str) -> bool:
        return self._door.check_pin(pin)

    def status(self) -> Sequence[Finding]:
        built = self._warming.result()
        return examine(kiosk_checks(self._front, self._clock, RunningKiosk(built, self._outside)))


class RunningKiosk:
    """`kiosk.boot.care.checks.Vitals` of the kiosk in this process. Its database is never opened a second time here,
    because closing any other descriptor of it would drop SQLite's locks.
    """

    def __init__(self, built: Assembly, outside: CallOutside) -> None:
        self._built, self._outside = built, outside

    def schedule(self) -> Schedule:
        return self._built.sealer.schedule

    def listed(self) -> Device | None:
        return self._built.sealer.listed()

    def high_water(self) -> int:
        return self._built.sealer.epoch()

    def storage(self) -> Finding:
        return Finding(CheckKey.STORAGE, State.ATTENTION if self._built.keeper.problems else State.OK)

    def waiting(self) -> Waiting:
        return self._built.delivery.waiting()

    def server(self) -> Finding:
        heard = self._built.delivery.heard()
        needs_staff = heard in (Heard.LONG, Heard.REFUSED)
        return Finding(CheckKey.SERVER, State.ATTENTION if needs_staff else State.OK, heard.value)

    def printer(self) -> PrinterState | None:
        return self._built.printers.state()

    def outside(self) -> str:
        return self._outside.state()


class WarmPrinters:
    """The `PrinterDesk` behind a `Warming`."""

    def __init__(self, warming: Warming) -> None:
        self._warming = warming

    @property
    def _printers(self) -> KioskPrinters:
        return self._warming.result().printers

    def look(self) -> PrinterShelf:
        return self._printers.look()

    def set_up(self, found: FoundPrinter) -> str:
        return self._printers.set_up(found)

    def change(self, name: str, paper: str | None = None, cutter: bool | None = None) -> None:
        self._printers.change(name, paper, cutter)

    def remove(self, name: str) -> None:
        self._printers.remove(name)

    def test(self, name: str, language: str) -> PrintOutcome:
        return self._printers.test(name, language)
