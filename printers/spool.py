"""Where slips wait for paper. One rule: what is not printed within its deadline is never printed by itself
later.

Jobs live in memory only. A slip is dropped as soon as the printer has had it or its time is over, so a paper
never comes out in front of somebody else. Handed over is never called printed: a printer that stalls leaves
`UNKNOWN`.
"""

from __future__ import annotations

import logging
from queue import SimpleQueue
from threading import Event, Lock, Thread
from types import TracebackType

from kiosk.ports.clock import Clock, SystemClock
from kiosk.ports.paper import PrintOutcome, SlipContent, SlipPrinter
from kiosk.problem import Problem

log = logging.getLogger(__name__)

DEADLINE = 30.0
"""Seconds a job has, from being asked for to its outcome."""
STOP = 2.0
"""Seconds that stopping waits for a printer in the middle of a job."""


class Job:
    """One slip on its way. Settled once, for good; `outcome` is None until then."""

    def __init__(self, slip: SlipContent, deadline: float, clock: Clock) -> None:
        self._slip: SlipContent | None = slip
        self._deadline = deadline
        self._clock = clock
        self._begun = False
        self._outcome: PrintOutcome | None = None
        self._lock = Lock()
        self._settled = Event()

    @property
    def outcome(self) -> PrintOutcome | None:
        """What became of it. Past the deadline: NOT_PRINTED if no printer ever had it, else UNKNOWN."""
        with self._lock:
            if self._outcome is None and self._clock.monotonic() >= self._deadline:
                self._settle(self._without_word())
            return self._outcome

    def wait(self, seconds: float) -> PrintOutcome | None:
        """Wait for the outcome, real seconds at most; None when there is none yet."""
        self._settled.wait(seconds)
        return self.outcome

    def take(self) -> SlipContent | None:
        """The slip, once and only before the deadline: for the one who prints it."""
        if self.outcome is not None:
            return None
        with self._lock:
            slip, self._slip = self._slip, None
            self._begun = self._begun or slip is not None
            return slip

    def withdraw(self, slip: SlipContent) -> None:
        """The guest of this slip has gone: unless a printer has it already, it is not printed."""
        with self._lock:
            if self._slip is slip:
                self._settle(PrintOutcome.NOT_PRINTED)

    def settle(self, outcome: PrintOutcome) -> None:
        """Say what became of it; a later word changes nothing."""
        with self._lock:
            self._settle(outcome)

    def give_up(self) -> None:
        """Settle without the printer's word."""
        with self._lock:
            self._settle(self._without_word())

    def _without_word(self) -> PrintOutcome:
        return PrintOutcome.UNKNOWN if self._begun else PrintOutcome.NOT_PRINTED

    def _settle(self, outcome: PrintOutcome) -> None:
        self._slip = None
        self._outcome = self._outcome or outcome
        self._settled.set()


class Spool:
    """Hands slips to one printer on one thread. Use as a context manager; without a printer nothing is
    started."""

    def __init__(self, printer: SlipPrinter | None, clock: Clock | None = None, deadline: float = DEADLINE) -> None:
        self._printer = printer
        self._clock = clock or SystemClock()
        self._deadline = deadline
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._open: list[Job] = []
        self._stopped = Event()
        self._worker: Thread | None = None
        if printer is not None:
            self._worker = Thread(target=self._work, args=(printer,), name="spool", daemon=True)
            self._worker.start()

    def print(self, slip: SlipContent) -> Job:
        """Ask for one slip; returns at once. Without a printer, or after stopping, it is settled NOT_PRINTED."""
        job = Job(slip, self._clock.monotonic() + self._deadline, self._clock)
        if self._worker is None or self._stopped.is_set():
            job.settle(PrintOutcome.NOT_PRINTED)
            return job
        self._open = [other for other in self._open if other.outcome is None] + [job]
        self._jobs.put(job)
        return job

    def forget(self, slip: SlipContent) -> None:
        """The guest of a slip has gone, or has deleted it: what still waits is dropped. A stack of leaflets goes on."""
        for job in self._open:
            job.withdraw(slip)

    def stop(self, seconds: float = STOP) -> bool:
        """Print nothing more and settle what is open. False when the printer did not let go in time."""
        self._stopped.set()
        self._jobs.put(None)
        if self._worker is not None:
            self._worker.join(seconds)
        for job in self._open:
            job.give_up()
        return self._worker is None or not self._worker.is_alive()

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _work(self, printer: SlipPrinter) -> None:
        while (job := self._jobs.get()) is not None and not self._stopped.is_set():
            _print(printer, job)


def _print(printer: SlipPrinter, job: Job) -> None:
    try:
        if printer.preflight() is False:
            job.settle(PrintOutcome.NOT_PRINTED)
        elif (slip := job.take()) is not None:
            job.settle(printer.print(slip))
    except Problem as problem:
        log.warning("slip not printed: %s", problem.code)
        job.settle(PrintOutcome.NOT_PRINTED)
    except Exception as bug:
        log.error("printing failed: %s", type(bug).__name__)
        job.give_up()
