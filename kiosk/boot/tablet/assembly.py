"""Builds one kiosk's parts from its data folder. One rule: a part that fails is told to staff, never to a guest.

What the first frame needs (`read_site`) is light. The rest (`Assembly`) loads SQLAlchemy and the printers; it is
built in the background while the first guest chooses a language (`kiosk.boot.tablet.warming`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom
from threading import Thread
from types import TracebackType

from db.batches import SqlBatches
from db.file import KioskFile
from db.marks import SqlMarks
from db.outbox import SqlOutbox
from kiosk.batch.keeper import BatchKeeper
from kiosk.boot.staff.day import DayFile
from kiosk.boot.staff.printers import KioskPrinters
from kiosk.boot.tablet.delivery import Delivery, Sessions
from kiosk.boot.tablet.folder import Site
from kiosk.boot.walker import Walker
from kiosk.ports.clock import Clock
from kiosk.ports.paper import PrintOutcome, SlipContent
from kiosk.ports.staff import DayBook
from kiosk.problem import Problem
from kiosk.visit.reception import KioskReception
from kiosk.visit.record import Event
from kiosk.visit.sealer import Sealer
from printers.folder import PdfFolder
from printers.spool import DEADLINE, Spool

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Assembly:
    """A running kiosk without its window. Leave the context to close the batch and stop the threads."""

    sealer: Sealer
    keeper: BatchKeeper
    reception: KioskReception
    printers: KioskPrinters
    delivery: Delivery
    _rounds: Walker
    _closing: ExitStack

    def begin_rounds(self) -> None:
        """Start the quiet work; a simulation does it itself, by its own clock."""
        self._closing.enter_context(self._rounds)
        self._closing.enter_context(Walker("sync", self.delivery.walk))

    def __enter__(self) -> Assembly:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()


def assemble(site: Site, clock: Clock, slips: Path | None, day: DayBook | None = None) -> Assembly:
    """Open the store, close the batch of the last run, start the spool and the rounds. `slips` is the demo's folder
    for want of a printer; `day` is the window's, where there is a window."""
    file = KioskFile(site.layout.database, clock)
    sealer = Sealer(site.schedule, site.device, site.protocol, site.profile.timezone, clock, SqlMarks(file))
    keeper = BatchKeeper(
        SqlBatches(file),
        sealer.cover,
        sealer.sign_batch,
        clock,
        sealer.epoch,
        lambda: sealer.schedule.version,
        SystemRandom(),
        site_open=lambda: site.profile.opens <= sealer.today().hour < site.profile.closes,
    )
    keeper.start()
    printers = KioskPrinters(site.layout, PdfFolder(slips, site.schedule.demo, site.layout.root) if slips else None)
    closing = ExitStack()
    spool = closing.enter_context(Spool(printers))
    rounds = Walker("rounds", keeper.tick)
    day = day or DayFile(site.layout.today, site.profile, clock)
    reception = KioskReception(site.profile, sealer, keeper, _printing(spool), spool.forget, rounds.soon, day)
    printers.give_leaflets(reception.leaflet)
    closing.callback(keeper.shutdown)
    closing.callback(reception.note, Event.CLOSE)
    reception.note(Event.OPEN)
    delivery = _delivery(site, file, clock, sealer)
    return Assembly(sealer, keeper, reception, printers, delivery, rounds, closing)


def _delivery(site: Site, file: KioskFile, clock: Clock, sealer: Sealer) -> Delivery:
    """The way to the shelter. A kiosk that knows no server, or no good address of one, goes on without."""
    outbox = SqlOutbox(file)
    try:
        sessions = Sessions(site, outbox, clock, sealer.take_schedule) if site.layout.address.exists() else None
    except Problem as problem:
        log.warning("no way to the server: %s", problem.code)
        sessions = None
    return Delivery(sessions, outbox, clock)


def _printing(spool: Spool) -> Callable[[SlipContent, Callable[[PrintOutcome], None]], None]:
    """The spool's job with a word at its end, from a short thread of its own."""

    def hand_over(slip: SlipContent, done: Callable[[PrintOutcome], None]) -> None:
        job = spool.print(slip)

        def report() -> None:
            done(job.wait(DEADLINE + 1) or PrintOutcome.UNKNOWN)

        Thread(target=report, name="print-outcome", daemon=True).start()

    return hand_over
