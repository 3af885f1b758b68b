"""The desk's scanner: zxing-cpp, QR codes only. One rule: pictures go in as grey levels, as a camera gives them."""

from __future__ import annotations

import zxingcpp
from PIL import Image


def scan(image: Image.Image) -> list[zxingcpp.Barcode]:
    """Every QR code in the picture."""
    return list(zxingcpp.read_barcodes(image.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode))


def texts(image: Image.Image) -> list[str]:
    """What they say."""
    return [found.text for found in scan(image)]
