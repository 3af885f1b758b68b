"""What staff ask of a kiosk: the door, how things are, and its printers. One rule: words, never how many came."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kiosk import folder
from kiosk.boot.accepted import language_state
from kiosk.boot.call_outside import CallOutside
from kiosk.boot.front import Front
from kiosk.boot.staff_screen import KioskScreen
from kiosk.boot.volume import StaffVolume
from kiosk.boot.warming import Warming
from kiosk.ports.clock import Clock
from kiosk.ports.paper import PrintOutcome
from kiosk.ports.staff import FoundPrinter, PrinterShelf, PrinterState, StatusKey, StatusLine
from kiosk.problem import Problem
from kiosk.staff_door import LIMIT, StaffDoor

if TYPE_CHECKING:
    from kiosk.boot.assembly import Assembly
    from kiosk.boot.staff_printers import KioskPrinters

FEW_EPOCHS = 2
"""Fewer weeks of keys than this and staff are told."""
FEW_BYTES = 256 * 1024 * 1024
"""Less room on the disk than this and staff are told: a month of closed batches is a tenth of it."""
CAN_PRINT = (PrinterState.READY, PrinterState.NO_ANSWER)


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

    def status(self) -> Sequence[StatusLine]:
        return tuple(self._lines(self._warming.result()))

    def _lines(self, built: Assembly) -> Iterator[StatusLine]:
        weeks_left = built.sealer.schedule.last_epoch - built.sealer.epoch()
        yield _printer(built)
        yield StatusLine(StatusKey.STORAGE, not built.keeper.problems)
        yield StatusLine(StatusKey.DISK, shutil.disk_usage(self._front.layout.kiosk).free >= FEW_BYTES)
        yield StatusLine(StatusKey.CLOCK, built.sealer.clock_is_believed())
        yield StatusLine(StatusKey.KEYS, weeks_left >= FEW_EPOCHS)
        yield _waiting(built)
        yield _server(built)
        languages = language_state(self._front.layout, self._front.profile, demo=self._front.demo)
        yield StatusLine(StatusKey.LANGUAGES, not languages, languages)
        if said := self._outside.state():
            yield StatusLine(StatusKey.CALL, said == "works", "" if said == "works" else said)
        if self._front.demo:
            yield StatusLine(StatusKey.SITE, works=False)


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


def _printer(built: Assembly) -> StatusLine:
    state = built.printers.state()
    if state is None:
        return StatusLine(StatusKey.PRINTER, works=False)
    works = state is PrinterState.READY
    return StatusLine(StatusKey.PRINTER, works or state in CAN_PRINT, "" if works else state.value)


def _waiting(built: Assembly) -> StatusLine:
    try:
        waits = built.delivery.waiting()
    except Problem:
        return StatusLine(StatusKey.SHELTER, works=False)
    if waits.damaged or waits.returned:
        return StatusLine(StatusKey.SHELTER, works=False, detail="damaged")
    if waits.needs_staff:
        return StatusLine(StatusKey.SHELTER, works=False, detail="long")
    return StatusLine(StatusKey.SHELTER, works=True, detail="waits" if waits.to_send else "nothing")


def _server(built: Assembly) -> StatusLine:
    heard = built.delivery.heard().value
    return StatusLine(StatusKey.SERVER, heard not in ("long", "refused"), heard)
