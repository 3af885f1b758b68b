"""PDF into dots. One rule: a raster is exactly as wide as the print head, or it is not made.

pdfium rounds bitmaps up, so the scale aims a ten-thousandth of a dot below the width.
"""

from __future__ import annotations

from threading import Lock

import pypdfium2 as pdfium
from PIL import Image

from kiosk.problem import Bug
from printers.paper import Paper

THRESHOLD = 160
"""Grey levels below this become ink (0–255): keeps the thin strokes of 8 pt type."""

_ONE_AT_A_TIME = Lock()
"""pdfium is not safe in two threads."""


def dots(pdf: bytes, paper: Paper) -> list[Image.Image]:
    """Every page as a 1-bit image (ink is 0) of `paper.dots` columns. Raises Bug for any other width."""
    with _ONE_AT_A_TIME:
        document = pdfium.PdfDocument(pdf)
        try:
            return [_page(document[index], paper) for index in range(len(document))]
        finally:
            document.close()


def _page(page: pdfium.PdfPage, paper: Paper) -> Image.Image:
    scale = (paper.dots - 1e-4) / page.get_width()
    grey = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    if grey.width != paper.dots:
        raise Bug(f"a raster of {grey.width} dots for a head of {paper.dots}")
    levels = [0] * THRESHOLD + [255] * (256 - THRESHOLD)
    ink: Image.Image = grey.point(levels).convert("1", dither=Image.Dither.NONE)
    return ink
