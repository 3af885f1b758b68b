"""Reads the demo's slips back: PDF to the dots of a print head, dots to digits. One rule: only from the paper."""

from __future__ import annotations

from pathlib import Path

import zxingcpp

from printers.paper import ROLL_80
from printers.raster import dots

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def read_slip(path: Path) -> str:
    """The QR's digits on a slip's raster, empty when it cannot be read."""
    for page in dots(path.read_bytes(), ROLL_80):
        found = zxingcpp.read_barcodes(page.convert("L"), formats=_QR)
        if found:
            return str(found[0].text)
    return ""
