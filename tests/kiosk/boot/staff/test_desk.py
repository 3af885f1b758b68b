"""How a real kiosk tells staff how it is; and today's choices on the paper of everybody."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.file import KioskFile
from db.outbox import SqlOutbox
from kiosk.boot.layout import Layout
from kiosk.boot.own_process import make_demo_site
from kiosk.boot.staff.day import DayFile
from kiosk.boot.staff.desk import KioskStaffDesk
from kiosk.boot.staff.volume import StaffVolume
from kiosk.boot.tablet.call_outside import CallOutside
from kiosk.boot.tablet.delivery import ALARM_HOURS
from kiosk.boot.tablet.folder import read_site
from kiosk.boot.tablet.front import read_front
from kiosk.boot.tablet.warming import LateStaffDesk, Warming
from kiosk.boot.tablet.window import assemble_with_rounds
from kiosk.doctor.disk import FEW_BYTES
from kiosk.ports.finding import CheckKey
from kiosk.ports.outbox import Aside
from kiosk.ports.staff import FoundPrinter
from kiosk.visit.today import Today
from tests.kiosk.hands import HandClock
from tests.printers.lines_to_machines import PluggedIn
from tests.printers.receipt_machine import ReceiptMachine

PIN = "000000"
OF_THE_MACHINE = {CheckKey.DISPLAY, CheckKey.TOUCH, CheckKey.MEMORY, CheckKey.SOUND}
"""What a computer that tests run on may or may not have."""


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    layout = Layout(tmp_path_factory.mktemp("staff") / "site")
    make_demo_site(layout)
    return layout.root


@pytest.fixture
def layout(founded: Path, tmp_path: Path) -> Layout:
    """A kiosk of the site that nothing happened at yet, and that knows no server."""
    shutil.copytree(founded / "kiosk", tmp_path / "site" / "kiosk")
    layout = Layout(tmp_path / "site")
    layout.address.unlink(missing_ok=True)
    return layout


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime.now(UTC))


@pytest.fixture
def day(layout: Layout, clock: HandClock) -> DayFile:
    return DayFile(layout.today, read_front(layout).profile, clock)


@pytest.fixture
def warming(layout: Layout, clock: HandClock, day: DayFile) -> Iterator[Warming]:
    site = read_site(layout)
    with closing(Warming(lambda: assemble_with_rounds(site, clock, None, day))) as warming:
        warming.start()
        yield warming


@pytest.fixture
def desk(layout: Layout, clock: HandClock, warming: Warming) -> LateStaffDesk:
    front = read_front(layout)
    return LateStaffDesk(lambda: KioskStaffDesk(front, clock, warming, CallOutside(layout.call), StaffVolume()))


def told(desk: LateStaffDesk) -> dict[CheckKey, tuple[bool, str]]:
    return {finding.key: (finding.is_well, finding.detail) for finding in desk.status()}


def test_a_kiosk_that_is_well_says_so_and_names_what_is_only_practice(desk: LateStaffDesk) -> None:
    said = told(desk)
    assert list(said) == list(CheckKey)
    assert {key: how for key, how in said.items() if key not in OF_THE_MACHINE} == {
        CheckKey.SITE: (False, ""),
        CheckKey.VERSIONS: (True, ""),
        CheckKey.DISK: (True, ""),
        CheckKey.STORAGE: (True, ""),
        CheckKey.CLOCK: (True, ""),
        CheckKey.KEYS: (True, ""),
        CheckKey.LANGUAGES: (False, "draft"),
        CheckKey.FONTS: (True, ""),
        CheckKey.PRINTER: (False, ""),
        CheckKey.SHELTER: (True, "nothing"),
        CheckKey.SERVER: (True, "none"),
        CheckKey.CALL: (True, ""),
    }


def test_the_printer_says_what_is_wrong_with_it(desk: LateStaffDesk, warming: Warming, tmp_path: Path) -> None:
    machine = ReceiptMachine()
    with PluggedIn(machine, tmp_path / "usb") as plugged:
        desk.printers.set_up(FoundPrinter("usb", str(plugged.path)))
        assert told(desk)[CheckKey.PRINTER] == (True, "")
        machine.has_paper = False
        assert told(desk)[CheckKey.PRINTER] == (False, "no-paper")
        machine.has_paper, machine.answers = True, False
        assert told(desk)[CheckKey.PRINTER] == (True, "no-answer")
    assert told(desk)[CheckKey.PRINTER] == (False, "away")


def test_what_waits_for_the_shelter_is_told_without_a_count(
    desk: LateStaffDesk, warming: Warming, layout: Layout, clock: HandClock
) -> None:
    keeper = warming.result().keeper
    clock.advance(1800)
    keeper.tick()
    assert told(desk)[CheckKey.SHELTER] == (True, "waits")
    clock.advance(ALARM_HOURS * 3600)
    assert told(desk)[CheckKey.SHELTER] == (False, "long")
    outbox = SqlOutbox(KioskFile(layout.database))
    outbox.set_aside(outbox.kept()[0], Aside.DAMAGED)
    assert told(desk)[CheckKey.SHELTER] == (False, "damaged")


def test_a_full_disk_and_a_wrong_clock_are_told(
    desk: LateStaffDesk, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = FEW_BYTES - 1
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10 * free, 9 * free, free))
    assert told(desk)[CheckKey.DISK] == (False, "")
    clock.set_wall(datetime(2019, 1, 1, tzinfo=UTC))
    assert told(desk)[CheckKey.CLOCK] == (False, "")


def test_a_way_outside_that_is_set_up_wrongly_is_told(
    desk: LateStaffDesk, layout: Layout, caplog: pytest.LogCaptureFixture
) -> None:
    layout.call.write_text('call_hook = "http://alarm.example.org/"\n')
    assert told(desk)[CheckKey.CALL] == (False, "damaged")
    assert [record.getMessage() for record in caplog.records] == ["a doctor's call is heard here only: bad-call-hook"]
    caplog.clear()


def test_the_door_opens_by_the_code_and_by_no_other(desk: LateStaffDesk) -> None:
    assert not desk.check_pin("111111")
    assert desk.check_pin(PIN)
    assert desk.wait_seconds() == 0


def test_what_is_off_today_is_on_nobodys_paper_and_back_tomorrow(
    warming: Warming, day: DayFile, clock: HandClock
) -> None:
    reception = warming.result().reception

    def offered() -> str:
        return " ".join(paragraph.text for paragraph in reception.leaflet("en").paragraphs)

    assert "COVID test" in offered()
    day.choose(Today(offers_off=frozenset({"test"})))
    assert "COVID test" not in offered()
    clock.advance(86_400)
    assert "COVID test" in offered()
