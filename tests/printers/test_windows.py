"""The Windows spooler behind the port, over a fake of win32print: never called printed, never left in a queue."""

from __future__ import annotations

import sys

import pytest

from kiosk.ports.paper import PrintOutcome
from printers.escpos import encode
from printers.paper import ROLL_58
from printers.plates import Plates
from printers.status import Ready
from printers.windows import NoWindowsSpooler, WindowsPrinter, system_spooler
from tests.printers.contents import ENGLISH
from tests.printers.test_receipt import eventually
from tests.printers.winspool import DIRECT, FakeWin32Print

PLATES = Plates(ROLL_58)


@pytest.fixture
def spooler() -> FakeWin32Print:
    return FakeWin32Print()


def over(spooler: FakeWin32Print, queue: str = "receipts", deadline: float = 5.0) -> WindowsPrinter:
    return WindowsPrinter(queue, PLATES, cutter=True, spooler=spooler, deadline=deadline)


def test_the_queue_gets_the_receipts_own_bytes_under_a_name_that_says_nothing(spooler: FakeWin32Print) -> None:
    assert over(spooler).print(ENGLISH) is PrintOutcome.UNKNOWN
    assert spooler.written == [encode(PLATES.press(ENGLISH), cutter=True)]
    assert spooler.jobs == [("document", None, "RAW")]
    assert spooler.opened == 0


@pytest.mark.parametrize(
    ("status", "attributes", "ready"),
    [
        (0, DIRECT, Ready.UNKNOWN),
        (0, 0, Ready.UNSUITABLE),
        (0x10, DIRECT, Ready.NO_PAPER),
        (0x400000, DIRECT, Ready.COVER_OPEN),
        (0x8, DIRECT, Ready.FAULT),
        (0x80, DIRECT, Ready.OFFLINE),
        (0, DIRECT | 0x400, Ready.OFFLINE),
    ],
)
def test_what_the_spooler_sees_is_told(spooler: FakeWin32Print, status: int, attributes: int, ready: Ready) -> None:
    spooler.status, spooler.attributes = status, attributes
    printer = over(spooler)
    assert printer.ready() is ready
    assert printer.print(ENGLISH) is (PrintOutcome.UNKNOWN if ready is Ready.UNKNOWN else PrintOutcome.NOT_PRINTED)
    assert len(spooler.written) == int(ready is Ready.UNKNOWN)


def test_a_queue_that_is_not_there_is_away(spooler: FakeWin32Print) -> None:
    printer = over(spooler, "other")
    assert (printer.ready(), printer.preflight()) == (Ready.AWAY, False)
    assert printer.print(ENGLISH) is PrintOutcome.NOT_PRINTED


def test_a_stuck_queue_is_aborted_at_the_deadline_and_prints_nothing_later(spooler: FakeWin32Print) -> None:
    spooler.stuck = True
    printer = over(spooler, deadline=0.2)
    assert printer.print(ENGLISH) is PrintOutcome.UNKNOWN
    assert spooler.aborted
    assert eventually(lambda: spooler.opened == 0)
    assert spooler.written == []
    spooler.stuck = False
    assert printer.print(ENGLISH) is PrintOutcome.UNKNOWN
    assert len(spooler.written) == 1


def test_elsewhere_than_on_windows_it_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "win32print", None)
    with pytest.raises(NoWindowsSpooler):
        system_spooler()
