"""`ceiba printer`: proofs of every language, paper and format; setting up, listing and testing a printer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kiosk.boot.commands import main
from kiosk.boot.layout import Layout
from kiosk.boot.own_process import make_demo_site
from kiosk.boot.staff.printer_file import NAME, read_printers
from kiosk.boot.tablet.assembly import assemble
from kiosk.boot.tablet.folder import read_site
from kiosk.formats.code import format_code
from kiosk.formats.slip import parse_digits
from kiosk.languages.pack import pack_codes
from kiosk.ports.clock import SystemClock
from kiosk.ports.paper import PrintOutcome
from printers.paper import ROLL_80
from printers.raster import dots
from printers.settings import NAMED, Kind
from tests.printers.contents import digits
from tests.printers.lines_to_machines import ListenerOn9100
from tests.printers.receipt_machine import ReceiptMachine
from tests.printers.scanner import texts

Ceiba = Callable[..., int]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    layout = Layout(tmp_path_factory.mktemp("printing") / "site")
    make_demo_site(layout)
    return layout.root


@pytest.fixture
def site(founded: Path) -> Iterator[Path]:
    yield founded
    (founded / "kiosk" / NAME).unlink(missing_ok=True)


@pytest.fixture
def machine() -> ReceiptMachine:
    return ReceiptMachine()


@pytest.fixture
def listener(machine: ReceiptMachine) -> Iterator[ListenerOn9100]:
    with ListenerOn9100(machine) as listening:
        yield listening


def ceiba(act: str, *words: object) -> int:
    return main(["printer", act, *map(str, words)])


def pages(path: Path, paper: str) -> list[Image.Image]:
    """The pages of a proof, whatever its format."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        return dots(content, NAMED[paper])
    if path.suffix == ".png":
        return [Image.open(BytesIO(content))]
    machine = ReceiptMachine()
    machine.take(content)
    return machine.papers


@pytest.mark.parametrize("paper", NAMED)
@pytest.mark.parametrize("language", pack_codes())
def test_a_proof_is_the_same_picture_in_every_format(tmp_path: Path, language: str, paper: str) -> None:
    source = tmp_path / "slip.json"
    ceiba("render", "--slip", "demo", "--lang", language, "--paper", paper, "--out", tmp_path / "demo.pdf")
    ((text,),) = [texts(page) for page in pages(tmp_path / "demo.pdf", paper)]
    source.write_text(json.dumps({"slip": text, "code": format_code(b"paper")}))
    made = []
    for kind in ("pdf", "png", "escpos"):
        out = tmp_path / f"proof.{kind}"
        words = ("--slip", source, "--lang", language, "--paper", paper, "--format", kind, "--out", out)
        assert ceiba("render", *words) == 0
        made.append(pages(out, paper))
    assert [page.tobytes() for page in made[0]] == [page.tobytes() for page in made[1]]
    assert [page.convert("1").tobytes() for page in made[1]] == [page.tobytes() for page in made[2]]
    assert [texts(page) for page in made[2]] == [[text]]


def test_a_leaflet_is_the_sites_own_paper(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "leaflet.pdf"
    assert ceiba("render", "--data", site, "--slip", "leaflet", "--lang", "es", "--out", out) == 0
    (page,) = pages(out, "80")
    (text,) = texts(page)
    assert len(parse_digits(text, demo=True)) == 125


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("no JSON", "damaged"),
        ("[]", "damaged"),
        ('{"slip": 5, "code": "0123-4567-K"}', "damaged"),
        (json.dumps({"slip": digits(1), "code": "0123-4567-K"}), "damaged"),
    ],
)
def test_a_file_that_is_no_slip_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, code: str
) -> None:
    (tmp_path / "slip.json").write_text(content)
    assert ceiba("render", "--slip", tmp_path / "slip.json", "--out", tmp_path / "proof.pdf") == 1
    assert f"[{code}]" in capsys.readouterr().err
    assert not (tmp_path / "proof.pdf").exists()


def test_a_printer_is_set_up_listed_and_tested(
    site: Path, machine: ReceiptMachine, listener: ListenerOn9100, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--kind", "tcp", "--address", f"127.0.0.1:{listener.port}", "--paper", "58", "--no-cutter")
    machine.cutter = False
    assert ceiba("add", "--data", site, "--name", "desk", *words) == 0
    assert f"ceiba printer test --name desk --data {site}\n" in capsys.readouterr().out
    (settings,) = read_printers(Layout(site))
    assert (settings.name, settings.kind, settings.paper.name, settings.cutter) == ("desk", Kind.TCP, "58", False)
    assert ceiba("list", "--data", site, "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert [entry["state"] for entry in listed["printers"]] == ["ready"]
    assert ceiba("test", "--data", site) == 0
    ((text,),) = [texts(sheet) for sheet in machine.papers]
    assert len(parse_digits(text, demo=True)) == 125


def test_a_test_that_prints_nothing_says_what_to_do(
    site: Path, machine: ReceiptMachine, listener: ListenerOn9100, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ceiba("test", "--data", site) == 1
    ceiba("add", "--data", site, "--kind", "tcp", "--address", f"127.0.0.1:{listener.port}", "--paper", "80")
    machine.has_paper = False
    assert ceiba("test", "--data", site) == 1
    said = capsys.readouterr().err
    assert "[no-such-printer]" in said
    assert "put paper in" in said


def test_adding_the_same_name_again_replaces_it(site: Path) -> None:
    for paper in ("58", "80"):
        ceiba("add", "--data", site, "--kind", "usb", "--address", "any", "--paper", paper)
    assert [settings.paper.name for settings in read_printers(Layout(site))] == ["80"]


def test_a_kiosk_prints_on_what_is_set_up_and_the_demo_into_its_folder_without(
    site: Path, tmp_path: Path, machine: ReceiptMachine, listener: ListenerOn9100
) -> None:
    with assemble(read_site(Layout(site)), SystemClock(), slips=tmp_path / "slips") as kiosk:
        assert kiosk.printers.print(kiosk.reception.leaflet("es")) is PrintOutcome.PRINTED
    assert len(list((tmp_path / "slips").iterdir())) == 1
    ceiba("add", "--data", site, "--kind", "tcp", "--address", f"127.0.0.1:{listener.port}", "--paper", "80")
    with assemble(read_site(Layout(site)), SystemClock(), slips=tmp_path / "slips") as kiosk:
        assert kiosk.printers.print(kiosk.reception.leaflet("es")) is PrintOutcome.PRINTED
    assert [sheet.width for sheet in machine.papers] == [ROLL_80.dots]
    assert len(list((tmp_path / "slips").iterdir())) == 1


def test_damaged_settings_stop_no_kiosk(site: Path, caplog: pytest.LogCaptureFixture) -> None:
    (site / "kiosk" / NAME).write_text("[[printer]]\nkind = 'stone tablet'\n")
    with assemble(read_site(Layout(site)), SystemClock(), slips=None) as kiosk:
        assert not kiosk.printers.is_any
    assert [record.getMessage() for record in caplog.records] == ["no printer: bad-printer-settings"]
    caplog.clear()
