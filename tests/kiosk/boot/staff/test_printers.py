"""The kiosk's printers while it runs: plugged in, set up, changed, unplugged, without a restart. Real device files."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from kiosk.boot.layout import Layout
from kiosk.boot.staff.printer_file import path_of, read_printers, write_printers
from kiosk.boot.staff.printers import KioskPrinters
from kiosk.ports.paper import PrintOutcome, SlipContent
from kiosk.ports.staff import FoundPrinter, PrinterState, ShownPrinter
from kiosk.problem import Problem
from printers.device import ANY
from printers.ipp import Address
from printers.network import NetworkFinder
from printers.paper import ROLL_58, ROLL_80
from printers.settings import Kind, PrinterSettings
from printers.spool import Spool
from printers.status import Ready
from tests.printers.contents import ENGLISH
from tests.printers.fakes import TrayPrinter
from tests.printers.lines_to_machines import ListenerOn9100, PluggedIn
from tests.printers.real_servers import PrivateCups
from tests.printers.receipt_machine import ReceiptMachine

NOWHERE = Address.parse("ipp://127.0.0.1:9/")
SILENT = NetworkFinder(("/nowhere/ippfind",))
LIMIT = 10.0


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    (tmp_path / "kiosk").mkdir()
    return Layout(tmp_path)


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    return tmp_path / "usb"


@pytest.fixture
def printers(layout: Layout, usb: Path) -> KioskPrinters:
    standing = KioskPrinters(layout, usb=usb, cups=NOWHERE, network=SILENT)
    standing.give_leaflets(leaflet)
    return standing


def leaflet(language: str) -> SlipContent:
    assert language == "en"
    return ENGLISH


def test_the_status_page_knows_what_was_set_up_by_command_while_guests_came(
    printers: KioskPrinters, layout: Layout
) -> None:
    assert printers.state() is None
    write_printers(layout, [PrinterSettings("slips", Kind.USB, ANY, ROLL_80)])
    assert printers.state() is PrinterState.AWAY
    assert printers.is_any
    path_of(layout).write_text("[[printer]]\nkind = 'stone tablet'\n")
    assert printers.state() is PrinterState.AWAY  # the file that cannot be read changes nothing


def test_a_usb_printer_is_set_up_by_one_touch_and_may_come_and_go_without_a_restart(
    printers: KioskPrinters, usb: Path, layout: Layout
) -> None:
    assert printers.look().found == ()
    assert printers.state() is None
    with Spool(printers) as spool:
        with PluggedIn(ReceiptMachine(), usb) as plugged:
            (found,) = printers.look().found
            assert found == FoundPrinter("usb", str(plugged.path))
            name = printers.set_up(found)
            assert read_printers(layout)[0].address == ANY
            shown = ShownPrinter(name, "usb", ANY, "80", ("58", "80"), True, PrinterState.READY)
            assert printers.look().standing == (shown,)
            assert printers.look().found == ()
            assert spool.print(ENGLISH).wait(LIMIT) is PrintOutcome.PRINTED
            assert len(plugged.machine.papers) == 1
        assert printers.state() is PrinterState.AWAY
        assert spool.print(ENGLISH).wait(LIMIT) is PrintOutcome.NOT_PRINTED
        with PluggedIn(ReceiptMachine(), usb, "lp3") as elsewhere:
            assert printers.state() is PrinterState.READY
            assert spool.print(ENGLISH).wait(LIMIT) is PrintOutcome.PRINTED
            assert len(elsewhere.machine.papers) == 1


def test_the_second_usb_printer_is_known_by_its_own_socket_and_stands_by(printers: KioskPrinters, usb: Path) -> None:
    with PluggedIn(ReceiptMachine(), usb, "lp0") as first, PluggedIn(ReceiptMachine(), usb, "lp1") as second:
        one, two = printers.look().found
        assert [printers.set_up(one), printers.set_up(two)] == ["slips", "slips-2"]
        assert [shown.address for shown in printers.look().standing] == [str(first.path), str(second.path)]
        first.machine.has_paper = False
        assert printers.state() is PrinterState.READY
        assert printers.print(ENGLISH) is PrintOutcome.PRINTED
        assert (len(first.machine.papers), len(second.machine.papers)) == (0, 1)


def test_a_test_paper_tells_the_truth(printers: KioskPrinters, usb: Path) -> None:
    machine = ReceiptMachine()
    with PluggedIn(machine, usb) as plugged:
        name = printers.set_up(FoundPrinter("usb", str(plugged.path)))
        assert printers.test(name, "en") is PrintOutcome.PRINTED
        machine.has_paper = False
        assert printers.test(name, "en") is PrintOutcome.NOT_PRINTED
        assert printers.state() is PrinterState.NO_PAPER
        machine.refill()
        machine.gives_word = False
        assert printers.test(name, "en") is PrintOutcome.UNKNOWN
    assert printers.test("nobody", "en") is PrintOutcome.NOT_PRINTED


def test_paper_cutter_and_removal_hold_at_once_and_on_the_disk(
    printers: KioskPrinters, usb: Path, layout: Layout
) -> None:
    machine = ReceiptMachine()
    with PluggedIn(machine, usb) as plugged:
        name = printers.set_up(FoundPrinter("usb", str(plugged.path)))
        printers.change(name, paper="58")
        printers.change(name, cutter=False)
        assert printers.print(ENGLISH) is PrintOutcome.PRINTED
        (kept,) = read_printers(layout)
        assert (kept.paper, kept.cutter) == (ROLL_58, False)
        printers.remove(name)
        assert read_printers(layout) == []
        assert printers.print(ENGLISH) is PrintOutcome.NOT_PRINTED
        assert len(printers.look().found) == 1


def test_what_is_set_up_on_the_command_line_is_followed_without_a_restart(
    printers: KioskPrinters, layout: Layout
) -> None:
    with ListenerOn9100(ReceiptMachine()) as listener:
        write_printers(layout, [PrinterSettings("counter", Kind.TCP, f"127.0.0.1:{listener.port}", ROLL_80)])
        (shown,) = printers.look().standing
        assert (shown.name, shown.state) == ("counter", PrinterState.READY)
        assert printers.print(ENGLISH) is PrintOutcome.PRINTED


def test_a_queue_of_this_machine_is_found_and_set_up_with_a_paper_that_it_takes(layout: Layout, usb: Path) -> None:
    with ListenerOn9100(ReceiptMachine()) as listener, PrivateCups(listener.port) as cups:
        printers = KioskPrinters(layout, usb=usb, cups=Address.parse(f"ipp://127.0.0.1:{cups.port}/"), network=SILENT)
        (found,) = printers.look().found
        assert found == FoundPrinter("ipp", cups.address.uri)
        printers.set_up(found)
        (shown,) = printers.look().standing
        assert shown.papers == ("58", "80", "a6", "letter")
        assert printers.look().found == ()


def test_a_printer_that_announces_itself_is_found_and_can_be_set_up(layout: Layout, usb: Path) -> None:
    announced = "ipp://127.0.0.1:9/ipp/print"
    finder = NetworkFinder((sys.executable, "-c", f"print({announced!r})"))
    printers = KioskPrinters(layout, usb=usb, cups=NOWHERE, network=finder)
    pause = Event()
    while not (found := printers.look().found):
        pause.wait(0.02)
    assert found == (FoundPrinter("ipp", announced),)
    printers.set_up(found[0])
    (shown,) = printers.look().standing
    assert (shown.kind, shown.state) == ("ipp", PrinterState.AWAY)
    assert printers.look().found == ()


def test_without_a_printer_the_demos_folder_prints_until_one_is_set_up(layout: Layout, usb: Path) -> None:
    folder = TrayPrinter()
    printers = KioskPrinters(layout, folder, usb=usb, cups=NOWHERE, network=SILENT)
    assert printers.print(ENGLISH) is PrintOutcome.PRINTED
    with PluggedIn(ReceiptMachine(), usb) as plugged:
        name = printers.set_up(FoundPrinter("usb", str(plugged.path)))
        assert printers.print(ENGLISH) is PrintOutcome.PRINTED
        printers.remove(name)
    assert printers.print(ENGLISH) is PrintOutcome.PRINTED
    assert len(folder.printed) == 2


def test_a_damaged_file_is_told_and_never_written_over(
    layout: Layout, usb: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path_of(layout).write_text("[[printer]]\nkind = 'stone tablet'\n")
    printers = KioskPrinters(layout, usb=usb, cups=NOWHERE, network=SILENT)
    with pytest.raises(Problem):
        printers.set_up(FoundPrinter("usb", "/dev/usb/lp0"))
    assert "stone tablet" in path_of(layout).read_text()
    assert [record.getMessage() for record in caplog.records] == ["no printer: bad-printer-settings"]
    caplog.clear()


class WatchedPrinter(TrayPrinter):
    """Notices when two papers meet on it."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.let_go = Event(), Event()
        self.at_once = self.most_at_once = 0

    def print(self, slip: SlipContent) -> PrintOutcome:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.begun.set()
        self.let_go.wait(LIMIT)
        self.at_once -= 1
        return super().print(slip)


def test_two_papers_never_meet_on_one_printer(layout: Layout, usb: Path) -> None:
    watched = WatchedPrinter()
    printers = KioskPrinters(layout, watched, usb=usb, cups=NOWHERE, network=SILENT)
    walkers = [Thread(target=printers.print, args=(ENGLISH,), daemon=True) for _ in range(3)]
    for walker in walkers:
        walker.start()
    assert watched.begun.wait(LIMIT)
    watched.let_go.set()
    for walker in walkers:
        walker.join(LIMIT)
    assert (watched.most_at_once, len(watched.printed)) == (1, 3)


def test_every_state_of_a_printer_has_its_word_for_staff() -> None:
    assert {state.value for state in PrinterState} == {ready.value for ready in Ready}
