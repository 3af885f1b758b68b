"""`ceiba doctor` on real folders, each with one fault planted; and that it says nothing of how many people came."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.file import KioskFile
from db.outbox import SqlOutbox
from kiosk.boot.care.doctor import look
from kiosk.boot.layout import Layout
from kiosk.boot.staff.printer_file import write_printers
from kiosk.formats.address import ServerAddress
from kiosk.languages.catalogue import load_catalogue
from kiosk.ports.finding import CheckKey, Finding
from kiosk.ports.outbox import Aside
from printers.paper import ROLL_80
from printers.settings import Kind, PrinterSettings
from tests.kiosk.boot.real_site import HOUSE, ceiba
from tests.kiosk.boot.serving import Served, make_demo_site
from tests.printers.lines_to_machines import PluggedIn
from tests.printers.receipt_machine import ReceiptMachine

OF_THE_MACHINE = {"disk", "display", "touch", "memory", "sound", "versions"}
SERVER_KEYS = ["site", "versions", "disk", "memory", "storage", "clock", "keys"]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo site whose kiosk has a day of batches."""
    root = tmp_path_factory.mktemp("doctor") / "site"
    simulated(root, visits=3)
    return root


@pytest.fixture
def site(day: Path, tmp_path: Path) -> Layout:
    shutil.copytree(day, tmp_path / "site")
    return Layout(tmp_path / "site")


def simulated(root: Path, visits: int) -> None:
    make_demo_site(root)
    words = ("--visits", visits, "--seed", 1, "--data", root, "--truth", root.parent / f"truth-{visits}.json")
    done = ceiba("simulate", *words)
    assert done.returncode == 0, done.stderr


def told(site: Layout, part: str = "kiosk") -> dict[CheckKey, Finding]:
    return {one.key: one for found in look(site.root) if found.name == part for one in found.findings}


def how(site: Layout, key: CheckKey, part: str = "kiosk") -> tuple[str, str]:
    found = told(site, part)[key]
    return found.state.value, found.detail


def test_every_check_is_told_in_order_and_a_demo_needs_attention(site: Layout) -> None:
    done = ceiba("doctor", "--json", "--data", site.root)
    assert (done.returncode, done.stderr) == (1, "")
    rows = json.loads(done.stdout)
    of_kiosk = [row["key"] for row in rows if row["part"] == "kiosk"]
    assert of_kiosk == [key.value for key in CheckKey]
    assert [row["key"] for row in rows if row["part"] == "server"] == SERVER_KEYS
    assert all(set(row) == {"part", "key", "state", "sentence", "advice", "facts"} for row in rows)
    assert all(row["advice"] for row in rows if row["state"] in ("attention", "broken"))
    page = ceiba("doctor", "--data", site.root)
    assert (page.returncode, page.stderr) == (1, "")
    assert page.stdout.startswith("Kiosk:\n  attention       Site – Needs attention\n")


def test_all_well_is_exit_code_0(site: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    from argparse import Namespace

    from kiosk.boot.care import doctor

    monkeypatch.setattr(doctor, "look", lambda _: [doctor.Part("kiosk", [Finding(CheckKey.CLOCK)])])
    assert doctor.run(Namespace(data=site.root, json=False)) == 0


def test_a_folder_with_neither_kiosk_nor_server_is_told_so(tmp_path: Path) -> None:
    done = ceiba("doctor", "--data", tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert "There is no kiosk and no server in this folder." in done.stdout


def test_it_writes_nothing(site: Layout) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in site.kiosk.rglob("*")}
    look(site.root)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in site.kiosk.rglob("*")} == before


def test_how_many_came_cannot_be_told_from_it(day: Path, tmp_path: Path) -> None:
    simulated(tmp_path / "many", visits=40)
    few, many = (ceiba("doctor", "--json", "--data", root).stdout for root in (day, tmp_path / "many"))
    kept = [[row for row in json.loads(said) if row["key"] != "disk"] for said in (few, many)]
    assert kept[0] == kept[1]
    facts = {name for row in json.loads(few) if row["key"] in ("shelter", "storage") for name in row["facts"]}
    assert facts == {"hours"}


@pytest.mark.parametrize(
    ("fault", "key", "said"),
    [
        (lambda site: site.device.chmod(0o644), CheckKey.KEYS, ("broken", "rights")),
        (lambda site: site.schedule.write_bytes(b"noise"), CheckKey.SITE, ("broken", "damaged")),
        (lambda site: site.authority.unlink(), CheckKey.SITE, ("broken", "damaged")),
        (lambda site: Path(f"{site.database}-journal").touch(), CheckKey.STORAGE, ("broken", "journal")),
        (lambda site: site.database.write_bytes(b"noise" * 2000), CheckKey.STORAGE, ("broken", "damaged")),
        (lambda site: site.database.unlink(), CheckKey.STORAGE, ("not-applicable", "")),
        (lambda site: site.call.write_text("call_hook = 1\n"), CheckKey.CALL, ("attention", "damaged")),
        (lambda site: (site.kiosk / "ballast").unlink(), CheckKey.DISK, ("attention", "ballast")),
        (lambda site: site.address.unlink(), CheckKey.SERVER, ("ok", "none")),
    ],
)
def test_a_planted_fault_is_told_where_it_is(
    fault: object, key: CheckKey, said: tuple[str, str], site: Layout, caplog: pytest.LogCaptureFixture
) -> None:
    assert how(site, key) != said
    fault(site)  # type: ignore[operator]
    assert how(site, key) == said
    caplog.clear()


def test_files_that_are_not_believed_leave_the_machine_s_own_checks(site: Layout) -> None:
    site.schedule.write_bytes(b"noise")
    assert {key.value for key in told(site)} == {"site", "storage", *OF_THE_MACHINE}


def test_a_kiosk_of_another_site_s_schedule_is_not_believed(site: Layout, tmp_path: Path) -> None:
    make_demo_site(tmp_path / "other")
    shutil.copy(Layout(tmp_path / "other").schedule, site.schedule)
    assert how(site, CheckKey.SITE) == ("broken", "damaged")


def test_what_is_damaged_on_its_way_is_told(site: Layout) -> None:
    assert how(site, CheckKey.SHELTER) == ("ok", "waits")
    outbox = SqlOutbox(KioskFile(site.database))
    outbox.set_aside(outbox.kept()[0], Aside.DAMAGED)
    assert how(site, CheckKey.SHELTER) == ("attention", "damaged")


@pytest.fixture
def served(site: Layout) -> Iterator[Served]:
    with Served(site) as served:
        move(site, served.port)
        yield served


def move(site: Layout, port: int) -> None:
    known = ServerAddress.parse(site.address.read_bytes())
    site.address.write_bytes(ServerAddress(f"https://127.0.0.1:{port}", known.site_ca).encode())


def test_our_server_is_told_from_none_and_from_somebody_else_s(site: Layout, served: Served, tmp_path: Path) -> None:
    assert how(site, CheckKey.SERVER) == ("ok", "hour")
    served.kill()
    assert how(site, CheckKey.SERVER) == ("attention", "unreachable")
    make_demo_site(tmp_path / "other")
    with Served(Layout(tmp_path / "other")) as other:
        move(site, other.port)
        assert how(site, CheckKey.SERVER) == ("broken", "not-ours")


def test_a_printer_without_paper_is_told(site: Layout, tmp_path: Path) -> None:
    assert how(site, CheckKey.PRINTER) == ("attention", "")
    machine = ReceiptMachine()
    with PluggedIn(machine, tmp_path / "usb") as plugged:
        write_printers(site, [PrinterSettings("slips", Kind.USB, str(plugged.path), ROLL_80)])
        assert how(site, CheckKey.PRINTER) == ("ok", "")
        machine.has_paper = False
        assert how(site, CheckKey.PRINTER) == ("attention", "no-paper")


@pytest.mark.parametrize(
    ("fault", "key", "said"),
    [
        (lambda site: (site.server / "tls.key").write_text("noise"), CheckKey.SITE, ("broken", "damaged")),
        (lambda site: (site.server / "server.key").chmod(0o644), CheckKey.KEYS, ("broken", "rights")),
        (
            lambda site: (site.server / "store.sqlite").write_bytes(b"noise" * 2000),
            CheckKey.STORAGE,
            ("broken", "damaged"),
        ),
    ],
)
def test_a_fault_at_the_server_is_told(fault: object, key: CheckKey, said: tuple[str, str], site: Layout) -> None:
    assert how(site, key, "server") != said
    fault(site)  # type: ignore[operator]
    assert how(site, key, "server") == said


def test_the_guide_for_it_explains_every_check_and_every_detail() -> None:
    guide = (HOUSE / "docs" / "it.md").read_text("utf-8")
    rows = set(re.findall(r"^\| `([a-z]+)` \|", guide, re.MULTILINE))
    assert {key.value for key in CheckKey} <= rows
    advice = {key for key in load_catalogue("en").sentences if key.startswith("staff.advice.")}
    known = {key.value for key in CheckKey} | {"unknown"}
    assert {key.split(".")[2] for key in advice} == known
