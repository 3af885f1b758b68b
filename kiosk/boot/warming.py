"""Builds the heavy parts while the first guest chooses a language. One rule: only who needs them waits for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from threading import Event as Flag
from threading import Thread
from typing import TYPE_CHECKING

from kiosk import folder
from kiosk.boot.front import Front
from kiosk.ports.clock import Clock
from kiosk.ports.paper import PrintOutcome, SlipContent
from kiosk.ports.reception import Finished, StatusKey, StatusLine
from kiosk.problem import Bug
from kiosk.staff_door import LIMIT as PIN_LIMIT
from kiosk.staff_door import StaffDoor
from kiosk.visit.record import Event
from kiosk.visit.visit import Visit

if TYPE_CHECKING:
    from kiosk.boot.assembly import Assembly

BUILD_SECONDS = 30.0
FEW_EPOCHS = 2
"""Fewer weeks of keys than this and staff are told."""


class Warming:
    """An `Assembly` in the making."""

    def __init__(self, build: Callable[[], Assembly]) -> None:
        self._build = build
        self._done = Flag()
        self._built: Assembly | None = None
        self._failure: BaseException | None = None

    def start(self) -> None:
        """Begin in the background; call once, after the first frame."""
        Thread(target=self._work, name="warming", daemon=True).start()

    def result(self) -> Assembly:
        """The assembly, waiting for it if need be. Raises what building it raised."""
        self._done.wait(BUILD_SECONDS)
        if self._failure is not None:
            raise self._failure
        if self._built is None:
            raise Bug("the kiosk was not built in time")
        return self._built

    def close(self) -> None:
        """Close what was built; nothing to do where building never began or failed."""
        if self._built is not None:
            self._built.__exit__(None, None, None)

    def _work(self) -> None:
        try:
            self._built = self._build()
        except BaseException as error:
            self._failure = error
        finally:
            self._done.set()


class WarmReception:
    """The `Reception` behind a `Warming`."""

    def __init__(self, warming: Warming) -> None:
        self._warming = warming

    def finish(self, visit: Visit) -> Finished:
        return self._warming.result().reception.finish(visit)

    def release(self, finished: Finished) -> None:
        self._warming.result().reception.release(finished)

    def delete(self, finished: Finished) -> None:
        self._warming.result().reception.delete(finished)

    def print_slip(self, slip: SlipContent, done: Callable[[PrintOutcome], None]) -> None:
        self._warming.result().reception.print_slip(slip, done)

    def leaflet(self, language: str) -> SlipContent:
        return self._warming.result().reception.leaflet(language)

    def note(self, event: Event, detail: int = 0) -> None:
        self._warming.result().reception.note(event, detail)


class KioskStaffDesk:
    """The `StaffDesk` of a real kiosk: the door, and how things are."""

    def __init__(self, front: Front, clock: Clock, warming: Warming) -> None:
        self._front = front
        self._clock = clock
        self._warming = warming

    @cached_property
    def _door(self) -> StaffDoor:
        return StaffDoor(folder.read(self._front.layout.pin, PIN_LIMIT), self._clock)

    def wait_seconds(self) -> int:
        return self._door.wait_seconds()

    def check_pin(self, pin: str) -> bool:
        return self._door.check_pin(pin)

    def status(self) -> Sequence[StatusLine]:
        built = self._warming.result()
        weeks_left = built.sealer.schedule.last_epoch - built.sealer.epoch()
        printer = built.printer is not None and built.printer.preflight() is not False
        return (
            StatusLine(StatusKey.SITE, not self._front.demo),
            StatusLine(StatusKey.KEYS, weeks_left >= FEW_EPOCHS),
            StatusLine(StatusKey.STORAGE, not built.keeper.problems),
            StatusLine(StatusKey.PRINTER, printer),
            StatusLine(StatusKey.CLOCK, built.sealer.clock_is_believed()),
            StatusLine(StatusKey.SHELTER, built.delivery.works()),
        )
