"""Receipt printers over the network and a device file: the contract, and the truth when they are ill."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from kiosk.ports.paper import PrintOutcome
from printers.device import ANY, DeviceDoor
from printers.escpos import encode
from printers.paper import ROLL_58
from printers.plates import Plates
from printers.receipt import Limits, ReceiptPrinter
from printers.status import CLEAR, Ready
from printers.tcp import TcpDoor
from tests.printers.contents import ENGLISH, SPANISH, for_guest
from tests.printers.lines_to_machines import ListenerOn9100, PluggedIn
from tests.printers.printer_contract import SlipPrinterContract
from tests.printers.receipt_machine import ReceiptMachine
from tests.printers.scanner import texts

QUICK = Limits(slip=3.0, look=0.1, wordless=0.3)
PLATES = Plates(ROLL_58)


@pytest.fixture
def machine() -> ReceiptMachine:
    return ReceiptMachine()


@pytest.fixture
def listener(machine: ReceiptMachine) -> Iterator[ListenerOn9100]:
    with ListenerOn9100(machine) as listening:
        yield listening


def over_tcp(listener: ListenerOn9100, limits: Limits = QUICK) -> ReceiptPrinter:
    return ReceiptPrinter(TcpDoor("127.0.0.1", listener.port), PLATES, cutter=True, limits=limits)


def codes(machine: ReceiptMachine) -> list[str]:
    return [text for sheet in machine.papers for text in texts(sheet)]


class TestReceiptPrinterOverTcp(SlipPrinterContract):
    @pytest.fixture
    def ready(self, listener: ListenerOn9100) -> ReceiptPrinter:
        return over_tcp(listener)

    @pytest.fixture
    def broken(self) -> ReceiptPrinter:
        """Nobody listens on the port of a listener that has gone."""
        with ListenerOn9100(ReceiptMachine()) as gone:
            return over_tcp(gone)

    @pytest.fixture
    def papers(self, machine: ReceiptMachine) -> Callable[[], int]:
        return lambda: len(codes(machine))


class TestReceiptPrinterOverDeviceFile(SlipPrinterContract):
    @pytest.fixture
    def ready(self, machine: ReceiptMachine, tmp_path: Path) -> Iterator[ReceiptPrinter]:
        with PluggedIn(machine, tmp_path / "usb"):
            yield ReceiptPrinter(DeviceDoor(ANY, tmp_path / "usb"), PLATES, cutter=True, limits=QUICK)

    @pytest.fixture
    def broken(self, tmp_path: Path) -> ReceiptPrinter:
        return ReceiptPrinter(DeviceDoor(str(tmp_path / "lp9")), PLATES, cutter=True, limits=QUICK)

    @pytest.fixture
    def papers(self, machine: ReceiptMachine) -> Callable[[], int]:
        return lambda: len(codes(machine))


@pytest.mark.parametrize(
    ("illness", "reason"),
    [("has_paper", Ready.NO_PAPER), ("cover_open", Ready.COVER_OPEN), ("fault", Ready.FAULT)],
)
def test_a_printer_in_need_says_which_and_gets_nothing(
    machine: ReceiptMachine, listener: ListenerOn9100, illness: str, reason: Ready
) -> None:
    setattr(machine, illness, illness != "has_paper")
    printer = over_tcp(listener)
    assert printer.ready() is reason
    assert printer.preflight() is False
    assert printer.print(ENGLISH) is PrintOutcome.NOT_PRINTED
    assert b"\x1dv0" not in machine.got


def test_paper_that_runs_out_in_mid_slip_is_unknown_and_the_refill_brings_nothing(
    machine: ReceiptMachine, listener: ListenerOn9100
) -> None:
    printer = over_tcp(listener)
    machine.lines_left = 300
    assert printer.print(ENGLISH) is PrintOutcome.UNKNOWN
    assert eventually(lambda: not machine.buffer)
    machine.refill()
    assert machine.papers == []
    assert printer.print(SPANISH) is PrintOutcome.PRINTED
    assert codes(machine) == [SPANISH.digits]


def test_a_printer_that_never_answers_is_unknown_though_it_prints(
    machine: ReceiptMachine, listener: ListenerOn9100
) -> None:
    machine.answers = machine.gives_word = False
    printer = over_tcp(listener)
    assert printer.preflight() is None
    assert printer.print(ENGLISH) is PrintOutcome.UNKNOWN
    assert eventually(lambda: codes(machine) == [ENGLISH.digits])
    assert CLEAR not in bytes(machine.got)


def test_answers_without_the_word_are_not_called_printed(machine: ReceiptMachine, listener: ListenerOn9100) -> None:
    machine.gives_word = False
    printer = over_tcp(listener, Limits(slip=0.6, look=0.1, wordless=0.2))
    for _ in range(2):
        assert printer.print(ENGLISH) is PrintOutcome.UNKNOWN
    machine.gives_word = True
    assert printer.print(ENGLISH) is PrintOutcome.PRINTED
    assert codes(machine) == [ENGLISH.digits] * 3


def test_a_line_that_is_reset_in_mid_job_is_unknown(machine: ReceiptMachine, listener: ListenerOn9100) -> None:
    listener.reset_after = 4000
    assert over_tcp(listener).print(ENGLISH) is PrintOutcome.UNKNOWN


def test_a_stalled_printer_is_given_up_in_time_and_never_prints_the_slip_later(
    machine: ReceiptMachine, listener: ListenerOn9100
) -> None:
    printer = over_tcp(listener, Limits(slip=1.5, look=0.1, wordless=0.3))
    listener.stall_after = 4000
    begun = time.monotonic()
    assert printer.print(ENGLISH) is PrintOutcome.UNKNOWN
    assert time.monotonic() - begun < 15
    listener.stall_after = None
    listener.go_on.set()
    assert printer.print(for_guest(ENGLISH, 9)) is PrintOutcome.PRINTED
    assert codes(machine) == [for_guest(ENGLISH, 9).digits]


def test_a_printer_that_takes_the_line_but_no_byte_is_given_up_in_time(
    machine: ReceiptMachine, listener: ListenerOn9100
) -> None:
    listener.stall_after = 0
    assert over_tcp(listener, Limits(slip=1.0, look=0.1, wordless=0.2)).print(ENGLISH) is PrintOutcome.UNKNOWN
    listener.go_on.set()
    assert over_tcp(listener).print(SPANISH) is PrintOutcome.PRINTED
    assert codes(machine) == [SPANISH.digits]


def test_what_a_job_left_half_said_is_cleared_before_the_next(
    machine: ReceiptMachine, listener: ListenerOn9100
) -> None:
    printer = over_tcp(listener)
    listener.reset_after = 4000
    printer.print(ENGLISH)
    listener.reset_after = None
    assert machine.buffer
    assert printer.print(SPANISH) is PrintOutcome.PRINTED
    assert codes(machine) == [SPANISH.digits]


def test_requests_seen_inside_a_picture_do_not_pass_for_answers(
    machine: ReceiptMachine, listener: ListenerOn9100, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The picture of every slip here holds DLE EOT 1-4, so the printer answers more than it was asked."""
    stray = b"\x1dv0\x00\x30\x00\x01\x00" + b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04" * 4
    monkeypatch.setattr("printers.receipt.encode", lambda pages, cutter: stray + encode(pages, cutter))
    machine.lines_left = 300
    assert over_tcp(listener).print(ENGLISH) is PrintOutcome.UNKNOWN
    assert eventually(lambda: not machine.buffer)
    machine.refill()
    assert over_tcp(listener).print(ENGLISH) is PrintOutcome.PRINTED


def test_a_printer_that_is_plugged_in_later_works_under_any_number(machine: ReceiptMachine, tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    printer = ReceiptPrinter(DeviceDoor(ANY, folder), PLATES, cutter=True, limits=QUICK)
    assert printer.print(ENGLISH) is PrintOutcome.NOT_PRINTED
    for name in ("lp0", "lp3"):
        with PluggedIn(machine, folder, name):
            assert printer.print(ENGLISH) is PrintOutcome.PRINTED
        assert printer.ready() is Ready.AWAY
    assert codes(machine) == [ENGLISH.digits] * 2


def eventually(is_so: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Look until it is so, at most `seconds`."""
    found, over = Event(), Event()

    def look() -> None:
        while not over.wait(0.02):
            if is_so():
                found.set()
                return

    Thread(target=look, daemon=True).start()
    found.wait(seconds)
    over.set()
    return found.is_set()
