"""The spool tells the truth, and no slip comes out later by itself."""

from __future__ import annotations

import gc
import logging
import weakref
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.ports.paper import PrintOutcome
from kiosk.problem import Bug, DemoMixed
from printers.spool import Job, Spool
from tests.printers.contents import ENGLISH, SPANISH
from tests.printers.fakes import LIMIT, HandClock, RaisingPrinter, StalledPrinter, TrayPrinter


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def stalled() -> Iterator[StalledPrinter]:
    printer = StalledPrinter()
    yield printer
    printer.let_go.set()


def test_a_slip_is_printed(clock: HandClock) -> None:
    printer = TrayPrinter()
    with Spool(printer, clock) as spool:
        assert spool.print(ENGLISH).wait(LIMIT) is PrintOutcome.PRINTED
    assert printer.printed == [ENGLISH]


def test_without_a_printer_it_says_so_at_once(clock: HandClock) -> None:
    with Spool(None, clock) as spool:
        assert spool.print(ENGLISH).outcome is PrintOutcome.NOT_PRINTED


def test_without_paper_it_says_so_and_a_refill_prints_nothing_by_itself(clock: HandClock) -> None:
    printer = TrayPrinter(paper=0)
    with Spool(printer, clock) as spool:
        assert spool.print(ENGLISH).wait(LIMIT) is PrintOutcome.NOT_PRINTED
        printer.paper = 5
        assert spool.print(SPANISH).wait(LIMIT) is PrintOutcome.PRINTED
    assert printer.printed == [SPANISH]


def test_a_stalled_printer_leaves_unknown_at_the_deadline(clock: HandClock, stalled: StalledPrinter) -> None:
    with Spool(stalled, clock, deadline=30) as spool:
        job = spool.print(ENGLISH)
        assert stalled.taken.wait(LIMIT)
        clock.now += 29.9
        assert job.outcome is None
        clock.now += 0.1
        assert job.outcome is PrintOutcome.UNKNOWN
        stalled.let_go.set()
        assert spool.stop(LIMIT)
        assert job.outcome is PrintOutcome.UNKNOWN


def test_a_slip_that_no_printer_had_by_the_deadline_never_appears_later(
    clock: HandClock, stalled: StalledPrinter
) -> None:
    with Spool(stalled, clock, deadline=30) as spool:
        spool.print(ENGLISH)
        assert stalled.taken.wait(LIMIT)
        waiting = spool.print(SPANISH)
        clock.now += 31
        assert waiting.outcome is PrintOutcome.NOT_PRINTED
        stalled.let_go.set()
        later = spool.print(replace(ENGLISH, title="later"))
        assert later.wait(LIMIT) is PrintOutcome.PRINTED
    assert [slip.title for slip in stalled.printed] == [ENGLISH.title, "later"]


def test_stopping_is_bounded_and_prints_nothing_more(clock: HandClock, stalled: StalledPrinter) -> None:
    spool = Spool(stalled, clock)
    begun = spool.print(ENGLISH)
    assert stalled.taken.wait(LIMIT)
    waiting = spool.print(SPANISH)
    assert spool.stop(0.01) is False
    assert (begun.outcome, waiting.outcome) == (PrintOutcome.UNKNOWN, PrintOutcome.NOT_PRINTED)
    assert spool.print(ENGLISH).outcome is PrintOutcome.NOT_PRINTED
    stalled.let_go.set()
    assert spool.stop(LIMIT) is True
    assert stalled.printed == [ENGLISH]


def test_a_problem_of_the_printer_is_not_printed(clock: HandClock, caplog: pytest.LogCaptureFixture) -> None:
    with Spool(RaisingPrinter(DemoMixed("Not here.")), clock) as spool:
        assert spool.print(ENGLISH).wait(LIMIT) is PrintOutcome.NOT_PRINTED
    assert [record.getMessage() for record in caplog.records] == ["slip not printed: demo-mixed"]
    caplog.clear()


def test_a_bug_while_printing_is_unknown_and_the_spool_goes_on(
    clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    with Spool(RaisingPrinter(Bug("secret")), clock) as spool:
        assert spool.print(ENGLISH).wait(LIMIT) is PrintOutcome.UNKNOWN
        assert spool.print(ENGLISH).wait(LIMIT) is PrintOutcome.UNKNOWN
    assert [(record.levelno, record.getMessage()) for record in caplog.records] == [
        (logging.ERROR, "printing failed: Bug")
    ] * 2
    caplog.clear()


def test_the_slip_is_dropped_once_its_time_is_over(clock: HandClock) -> None:
    slip = replace(ENGLISH)
    dropped = weakref.ref(slip)
    job = Job(slip, clock.monotonic() + 1, clock)
    del slip
    clock.now += 2
    assert job.outcome is PrintOutcome.NOT_PRINTED
    gc.collect()
    assert dropped() is None


def test_a_job_is_taken_once_and_settled_once(clock: HandClock) -> None:
    job = Job(ENGLISH, clock.monotonic() + 1, clock)
    assert job.take() is ENGLISH
    assert job.take() is None
    job.settle(PrintOutcome.PRINTED)
    job.settle(PrintOutcome.UNKNOWN)
    assert job.outcome is PrintOutcome.PRINTED


def test_a_slip_that_waits_is_dropped_when_its_guest_has_gone(clock: HandClock, stalled: StalledPrinter) -> None:
    with Spool(stalled, clock) as spool:
        leaflet = spool.print(SPANISH)
        assert stalled.taken.wait(LIMIT)
        gone, stays = replace(ENGLISH, title="gone"), replace(ENGLISH, title="stays")
        waiting, other = spool.print(gone), spool.print(stays)
        spool.forget(gone)
        spool.forget(SPANISH)
        assert waiting.outcome is PrintOutcome.NOT_PRINTED
        stalled.let_go.set()
        assert other.wait(LIMIT) is PrintOutcome.PRINTED
        assert leaflet.outcome is PrintOutcome.PRINTED
    assert [slip.title for slip in stalled.printed] == [SPANISH.title, "stays"]


def test_a_reprint_is_the_same_record_and_needs_somebodys_word(clock: HandClock) -> None:
    printer = TrayPrinter(paper=0)
    with Spool(printer, clock) as spool:
        assert spool.print(ENGLISH).wait(LIMIT) is PrintOutcome.NOT_PRINTED
        printer.paper = 5
        assert printer.printed == []
        assert spool.print(ENGLISH).wait(LIMIT) is PrintOutcome.PRINTED
        assert spool.print(ENGLISH).wait(LIMIT) is PrintOutcome.PRINTED
    assert {(slip.digits, slip.code) for slip in printer.printed} == {(ENGLISH.digits, ENGLISH.code)}
