"""Builds the heavy parts while the first guest chooses a language. One rule: only who needs them waits for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from threading import Event as Flag
from threading import Thread
from typing import TYPE_CHECKING

from kiosk.problem import Bug

if TYPE_CHECKING:
    from kiosk.boot.tablet.assembly import Assembly
    from kiosk.ports.finding import Finding
    from kiosk.ports.paper import PrintOutcome, SlipContent
    from kiosk.ports.reception import Finished
    from kiosk.ports.staff import PrinterDesk, ScreenDesk, StaffDesk
    from kiosk.visit.record import Event
    from kiosk.visit.visit import Visit

BUILD_SECONDS = 30.0


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


class LateStaffDesk:
    """The `StaffDesk`, made when somebody first asks for it: nothing of it is needed for the first frame."""

    def __init__(self, make: Callable[[], StaffDesk]) -> None:
        self._make = make

    @cached_property
    def _desk(self) -> StaffDesk:
        return self._make()

    def wait_seconds(self) -> int:
        return self._desk.wait_seconds()

    def check_pin(self, pin: str) -> bool:
        return self._desk.check_pin(pin)

    def status(self) -> Sequence[Finding]:
        return self._desk.status()

    @property
    def printers(self) -> PrinterDesk:
        return self._desk.printers

    @property
    def screen(self) -> ScreenDesk:
        return self._desk.screen
