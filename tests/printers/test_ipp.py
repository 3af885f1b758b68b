"""IPP against CUPS's own printer and a private cupsd: the contract, paper, media, and no slip that comes later."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from kiosk.ports.paper import PrintOutcome
from printers.ipp import Address, IppClient, shown_certificate
from printers.ipp_message import Operation, Tag, attribute
from printers.ipp_printer import IppPrinter
from printers.paper import A6, LETTER, ROLL_58, ROLL_80, Paper
from printers.plates import Plates
from printers.raster import dots
from printers.status import Ready
from tests.printers.contents import ENGLISH, SPANISH
from tests.printers.lines_to_machines import ListenerOn9100
from tests.printers.printer_contract import SlipPrinterContract
from tests.printers.real_servers import PAGES, ROLL, EvePrinter, PrivateCups
from tests.printers.receipt_machine import ReceiptMachine
from tests.printers.scanner import texts
from tests.printers.test_receipt import codes, eventually

NOBODY = Address.parse("ipp://127.0.0.1:9/ipp/print")


@pytest.fixture(scope="module")
def rolls() -> Iterator[EvePrinter]:
    with EvePrinter(ROLL) as printer:
        yield printer


@pytest.fixture(scope="module")
def pages() -> Iterator[EvePrinter]:
    with EvePrinter(PAGES) as printer:
        yield printer


@pytest.fixture
def machine() -> ReceiptMachine:
    return ReceiptMachine()


@pytest.fixture
def receipts(machine: ReceiptMachine) -> Iterator[ListenerOn9100]:
    with ListenerOn9100(machine) as listening:
        yield listening


class TestIppPrinterOverIpp(SlipPrinterContract):
    @pytest.fixture
    def ready(self, rolls: EvePrinter) -> IppPrinter:
        return IppPrinter(rolls.address, Plates(ROLL_80))

    @pytest.fixture
    def broken(self) -> IppPrinter:
        return IppPrinter(NOBODY, Plates(ROLL_80))

    @pytest.fixture
    def papers(self, rolls: EvePrinter) -> Callable[[], int]:
        before = len(rolls.documents())
        return lambda: len(rolls.documents()) - before


def test_the_document_arrives_as_the_slip_under_a_name_that_says_nothing(rolls: EvePrinter) -> None:
    before = set(rolls.documents())
    assert IppPrinter(rolls.address, Plates(ROLL_80)).print(SPANISH) is PrintOutcome.PRINTED
    (document,) = set(rolls.documents()) - before
    assert [text for page in dots(document, ROLL_80) for text in texts(page)] == [SPANISH.digits]
    assert {path.stem.split("-", 1)[1] for path in (rolls.folder / "spool").iterdir()} == {"document"}


def test_an_empty_tray_is_said_and_a_refill_prints_nothing_by_itself(rolls: EvePrinter) -> None:
    printer = IppPrinter(rolls.address, Plates(ROLL_80))
    rolls.set_sheets(0)
    try:
        assert printer.ready() is Ready.NO_PAPER
        before = len(rolls.documents())
        assert printer.print(ENGLISH) is PrintOutcome.NOT_PRINTED
    finally:
        rolls.set_sheets(250)
    assert printer.ready() is Ready.YES
    assert len(rolls.documents()) == before


@pytest.mark.parametrize("paper", [A6, LETTER], ids=lambda paper: paper.name)
def test_pages_come_out_on_their_own_sheet(pages: EvePrinter, paper: Paper) -> None:
    assert IppPrinter(pages.address, Plates(paper)).print(ENGLISH) is PrintOutcome.PRINTED
    client = pages.client()
    wanted = attribute(Tag.KEYWORD, "requested-attributes", "media", "job-id") + attribute(
        Tag.KEYWORD, "which-jobs", "completed"
    )
    done = client.ask(Operation.GET_JOBS, time.monotonic() + 5, wanted).all(Tag.JOB)
    newest = max(done, key=lambda job: job.number("job-id") or 0)
    asked = {"A6": "iso_a6_105x148mm", "Letter": "na_letter_8.5x11in"}
    assert newest.texts("media") == [asked[paper.name]]


def test_a_printer_without_the_paper_is_unsuitable(
    pages: EvePrinter, rolls: EvePrinter, caplog: pytest.LogCaptureFixture
) -> None:
    assert IppPrinter(rolls.address, Plates(A6)).ready() is Ready.UNSUITABLE
    assert IppPrinter(rolls.address, Plates(A6)).print(ENGLISH) is PrintOutcome.NOT_PRINTED
    assert IppPrinter(pages.address, Plates(ROLL_58)).ready() is Ready.UNSUITABLE
    assert caplog.records == []


def test_an_ipps_printer_is_trusted_by_its_pinned_certificate_only(
    rolls: EvePrinter, caplog: pytest.LogCaptureFixture
) -> None:
    secure = f"ipps://127.0.0.1:{rolls.port}/ipp/print"
    pin = shown_certificate(Address.parse(secure), time.monotonic() + 5)
    assert IppPrinter(Address.parse(secure, pin), Plates(ROLL_80)).print(ENGLISH) is PrintOutcome.PRINTED
    assert caplog.records == []
    assert IppPrinter(Address.parse(secure, "0" * 64), Plates(ROLL_80)).ready() is Ready.UNSUITABLE
    assert [record.getMessage() for record in caplog.records] == ["the printer cannot be used: wrong-certificate"]
    caplog.clear()
    assert IppPrinter(Address.parse(secure), Plates(ROLL_80)).print(ENGLISH) is PrintOutcome.NOT_PRINTED


def test_a_raw_cups_queue_hands_over_the_receipts_own_bytes_and_is_not_believed(
    machine: ReceiptMachine, receipts: ListenerOn9100
) -> None:
    with PrivateCups(receipts.port) as cups:
        printer = IppPrinter(cups.address, Plates(ROLL_58), raw=True)
        assert printer.preflight() is None
        assert printer.print(ENGLISH) is PrintOutcome.UNKNOWN
        assert eventually(lambda: codes(machine) == [ENGLISH.digits])
        assert cups.kept() == []


def test_a_job_whose_printer_is_away_is_cancelled_and_never_comes_later(machine: ReceiptMachine) -> None:
    with ListenerOn9100(machine) as gone:
        port = gone.port
    with PrivateCups(port) as cups:
        printer = IppPrinter(cups.address, Plates(ROLL_58), raw=True, deadline=1.5)
        assert printer.print(ENGLISH) is not PrintOutcome.PRINTED
        assert cups.kept() == []
        with ListenerOn9100(machine, port):
            assert IppPrinter(cups.address, Plates(ROLL_58), raw=True).print(SPANISH) is PrintOutcome.UNKNOWN
            assert eventually(lambda: SPANISH.digits in codes(machine))
    assert codes(machine) == [SPANISH.digits]


def test_a_job_that_an_earlier_kiosk_left_behind_is_cancelled_before_the_next(machine: ReceiptMachine) -> None:
    """As after a crash: the job is at the queue, nobody follows it, and its printer comes back."""
    with ListenerOn9100(machine) as gone:
        port = gone.port
    with PrivateCups(port) as cups:
        raw = attribute(Tag.MIME_TYPE, "document-format", "application/vnd.cups-raw")
        client = IppClient(cups.address)
        assert client.ask(Operation.PRINT_JOB, time.monotonic() + 5, raw, document=b"\x1b@").worked
        assert cups.documents()
        stale = IppPrinter(cups.address, Plates(ROLL_58), raw=True, deadline=1.5)
        assert stale.print(ENGLISH) is not PrintOutcome.PRINTED
        assert cups.documents() == []
