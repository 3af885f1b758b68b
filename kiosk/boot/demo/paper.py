"""The demo's slips on paper: PDF to the dots of a print head, and dots to digits. One rule: what is read comes from the
raster's file alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image

from kiosk.boot.demo.guests import Came
from kiosk.boot.demo.machines import Machines
from kiosk.boot.demo.report import Report, Stage
from printers.paper import ROLL_80
from printers.raster import dots

PAGE_SCALE = 1.6
"""Pixels a point, for pictures of whole pages."""
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def print_out(machines: Machines, came: Iterable[Came]) -> None:
    """Each slip's PDF as the dots that a print head burns: slips/VISIT.png."""
    for one in came:
        if one.slip is not None:
            page = dots((machines.slips / one.slip).read_bytes(), ROLL_80)[0]
            page.save(raster_of(machines, one))


def raster_of(machines: Machines, one: Came) -> Path:
    """Where a visit's slip is as dots."""
    return machines.slips / f"{one.visit.name}.png"


def read_slips(machines: Machines, came: Iterable[Came], report: Report) -> dict[str, str]:
    """Visit's name → the digits on its slip. A slip that is missing, too many or unreadable fails its stage."""
    read: dict[str, str] = {}
    for one in came:
        name = one.visit.name
        if one.visit.prints != (one.slip is not None):
            report.fail(Stage.SLIP, f"{name} has a slip that was not asked for, or none although it was")
        elif one.slip is not None and (digits := read_digits(raster_of(machines, one))):
            read[name] = digits
        elif one.slip is not None:
            report.fail(Stage.SLIP, f"the paper of {name} cannot be read")
    report.slips_read = len(read)
    return read


def read_digits(raster: Path) -> str:
    """The digits of the QR on a raster, empty when there is none that can be read."""
    with Image.open(raster) as page:
        found = zxingcpp.read_barcodes(page.convert("L"), formats=_QR)
    return str(found[0].text) if found else ""


def picture_pages(pdf: Path) -> list[Path]:
    """A PDF's pages as PNG files beside it."""
    pictures = []
    with pypdfium2.PdfDocument(pdf) as document:
        for index in range(len(document)):
            pictures.append(pdf.with_name(f"{pdf.stem}-{index + 1}.png"))
            document[index].render(scale=PAGE_SCALE).to_pil().save(pictures[-1])
    return pictures
