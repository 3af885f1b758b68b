"""The demo's printer: files with random names, never at a real site, never beside the sealed records."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.problem import DemoMixed
from printers.folder import FolderInsideData, PdfFolder
from printers.paper import A6
from printers.raster import dots
from tests.printers.contents import ENGLISH, for_guest
from tests.printers.fakes import TrayPrinter
from tests.printers.printer_contract import SlipPrinterContract
from tests.printers.scanner import texts


class TestPdfFolderAsPrinter(SlipPrinterContract):
    @pytest.fixture
    def ready(self, tmp_path: Path) -> PdfFolder:
        return PdfFolder(tmp_path / "slips", demo=True, data=tmp_path / "data")

    @pytest.fixture
    def broken(self, tmp_path: Path) -> PdfFolder:
        (tmp_path / "file").write_text("not a folder")
        return PdfFolder(tmp_path / "file" / "slips", demo=True, data=tmp_path / "data")

    @pytest.fixture
    def papers(self, tmp_path: Path) -> Callable[[], int]:
        return lambda: len(list((tmp_path / "slips").glob("*")))


class TestTrayPrinterAsPrinter(SlipPrinterContract):
    @pytest.fixture
    def ready(self) -> TrayPrinter:
        return TrayPrinter()

    @pytest.fixture
    def broken(self) -> TrayPrinter:
        return TrayPrinter(paper=0)

    @pytest.fixture
    def papers(self, ready: TrayPrinter) -> Callable[[], int]:
        return lambda: len(ready.printed)


def test_a_real_site_cannot_have_it(tmp_path: Path) -> None:
    with pytest.raises(DemoMixed):
        PdfFolder(tmp_path / "slips", demo=False, data=tmp_path / "data")
    assert list(tmp_path.iterdir()) == []


def test_it_does_not_take_a_real_sites_slip(tmp_path: Path) -> None:
    folder = PdfFolder(tmp_path / "slips", demo=True, data=tmp_path / "data")
    with pytest.raises(DemoMixed):
        folder.print(replace(ENGLISH, demo=""))
    assert not (tmp_path / "slips").exists()


@pytest.mark.parametrize("inside", [".", "slips", "kiosk/../slips", "../data/slips"])
def test_it_does_not_lie_inside_the_data_folder(tmp_path: Path, inside: str) -> None:
    with pytest.raises(FolderInsideData):
        PdfFolder(tmp_path / "data" / inside, demo=True, data=tmp_path / "data")


def test_a_link_into_the_data_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "data")
    with pytest.raises(FolderInsideData):
        PdfFolder(tmp_path / "link" / "slips", demo=True, data=tmp_path / "data")


def test_files_have_random_names_and_hold_the_slip(tmp_path: Path) -> None:
    folder = PdfFolder(tmp_path / "slips", demo=True, data=tmp_path / "data", paper=A6)
    guests = [for_guest(ENGLISH, seed) for seed in range(3)]
    for guest in guests:
        folder.print(guest)
    files = list((tmp_path / "slips").iterdir())
    assert all(re.fullmatch(r"[0-9a-f]{16}\.pdf", file.name) for file in files)
    found = {text for file in files for page in dots(file.read_bytes(), A6) for text in texts(page)}
    assert found == {guest.digits for guest in guests}
