"""From settings to printers, what is found, and one printer standing by for another."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.ports.paper import PrintOutcome, SlipContent
from printers.ipp import Address, BadPrinterAddress
from printers.ipp_printer import IppPrinter
from printers.paper import A6, ROLL_58
from printers.receipt import ReceiptPrinter
from printers.settings import BadPrinterSettings, Kind, PrinterSettings
from printers.setup import Candidate, Standby, build, find
from printers.status import Ready
from tests.printers.contents import ENGLISH
from tests.printers.fakes import TrayPrinter
from tests.printers.lines_to_machines import ListenerOn9100, PluggedIn
from tests.printers.real_servers import PrivateCups
from tests.printers.receipt_machine import ReceiptMachine

NOWHERE = Address.parse("ipp://127.0.0.1:9/")


class TellingTray(TrayPrinter):
    """A `TrayPrinter` that also says why."""

    def ready(self) -> Ready:
        return Ready.YES if self.paper else Ready.NO_PAPER


class TornPrinter(TellingTray):
    """Takes a slip and does not say what became of it."""

    def print(self, slip: SlipContent) -> PrintOutcome:
        super().print(slip)
        return PrintOutcome.UNKNOWN


def test_every_kind_is_built(tmp_path: Path) -> None:
    machine = ReceiptMachine()
    with ListenerOn9100(machine) as listener, PluggedIn(machine, tmp_path / "usb") as plugged:
        for kind, address in ((Kind.TCP, f"127.0.0.1:{listener.port}"), (Kind.USB, str(plugged.path))):
            printer = build(PrinterSettings("slips", kind, address, ROLL_58))
            assert isinstance(printer, ReceiptPrinter)
            assert printer.ready() is Ready.YES
    assert isinstance(build(PrinterSettings("pages", Kind.IPP, "ipp://192.0.2.8/ipp/print", A6)), IppPrinter)


@pytest.mark.parametrize(
    ("kind", "address", "error"),
    [
        (Kind.TCP, "host:port", BadPrinterSettings),
        (Kind.TCP, ":9100", BadPrinterSettings),
        (Kind.TCP, "host:70000", BadPrinterSettings),
        (Kind.IPP, "printer", BadPrinterAddress),
        (Kind.IPP, "ftp://192.0.2.8/", BadPrinterAddress),
        (Kind.IPP, "ipp://someone@192.0.2.8/", BadPrinterAddress),
        (Kind.IPP, "ipp://192.0.2.8:x/", BadPrinterAddress),
    ],
)
def test_an_address_that_is_none_is_said(kind: Kind, address: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        build(PrinterSettings("slips", kind, address, ROLL_58))


def test_usb_printers_and_cups_queues_are_found(tmp_path: Path) -> None:
    assert find(tmp_path / "usb", NOWHERE) == []
    with PluggedIn(ReceiptMachine(), tmp_path / "usb", "lp2") as plugged, PrivateCups(9) as cups:
        found = find(tmp_path / "usb", Address.parse(f"ipp://127.0.0.1:{cups.port}/"))
    assert found == [Candidate(Kind.USB, str(plugged.path)), Candidate(Kind.IPP, cups.address.uri)]


def test_the_second_printer_stands_by_for_the_first() -> None:
    first, second = TellingTray(), TellingTray()
    both = Standby([first, second])
    assert both.print(ENGLISH) is PrintOutcome.PRINTED
    first.paper = 0
    assert both.preflight() is True
    assert both.print(ENGLISH) is PrintOutcome.PRINTED
    second.paper = 0
    assert both.preflight() is False
    assert both.print(ENGLISH) is PrintOutcome.NOT_PRINTED
    assert (len(first.printed), len(second.printed)) == (1, 1)


def test_a_slip_that_may_have_come_out_is_not_printed_a_second_time() -> None:
    second = TellingTray()
    assert Standby([TornPrinter(), second]).print(ENGLISH) is PrintOutcome.UNKNOWN
    assert second.printed == []
