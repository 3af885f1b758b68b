"""Slips as dots, fast. One rule: only clear text is kept; what is sealed is pressed onto it and forgotten.

The clear text of a language is drawn once a paper (fonts, shaping, pdfium: some 30 ms). A guest's slip is that plate
with the code's modules, which lie on whole dots, and nine spoken characters. A test proves the sheets equal, dot for
dot, to the raster of the PDF.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from math import ceil, floor

from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from kiosk.ports.paper import SlipContent
from printers import qr
from printers.document import Document, draw_code
from printers.layout import Layout, Sealed
from printers.paper import Paper
from printers.raster import dots
from printers.slip import lay_out

KEPT = 12
"""Plates kept at most: more than the languages of a site."""


@dataclass(frozen=True)
class Plate:
    """Clear pages (1 bit, ink is 0) and the place of what is sealed."""

    layout: Layout
    pages: Sequence[Image.Image]


class Plates:
    """The plates of one paper. Used by one thread at a time."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self._kept: OrderedDict[SlipContent, Plate] = OrderedDict()

    def press(self, content: SlipContent) -> list[Image.Image]:
        """Every page of a slip as a 1-bit image of the paper's own width, ink is 0. Raises Bug as the layout does."""
        plate = self._plate(replace(content, digits="", code=""))
        pages = list(plate.pages)
        sealed = plate.layout.sealed
        page = pages[sealed.page].copy()
        page.paste(_code(content.digits, sealed.module_dots), (sealed.left_dots, sealed.top_dots))
        _press_spoken(page, content.code, sealed, self.paper)
        pages[sealed.page] = page
        return pages

    def _plate(self, clear: SlipContent) -> Plate:
        if clear not in self._kept:
            layout = lay_out(clear, self.paper)
            document = Document(clear.language)
            document.add_clear(layout)
            self._kept[clear] = Plate(layout, dots(document.finish(), self.paper))
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(clear)
        return self._kept[clear]


def _code(digits: str, module: int) -> Image.Image:
    rows = b"".join(bytes(0 if dark else 255 for dark in row) for row in qr.matrix(digits))
    small = Image.frombytes("L", (qr.MODULES, qr.MODULES), rows)
    large: Image.Image = small.resize((qr.MODULES * module,) * 2, Image.Resampling.NEAREST)
    return large.convert("1", dither=Image.Dither.NONE)


def _press_spoken(page: Image.Image, code: str, sealed: Sealed, paper: Paper) -> None:
    """Draw the characters on a strip of their own, on the same grid of dots, and lay it over the page."""
    top = floor((sealed.baseline - 1.2 * sealed.size) / paper.dot)
    height = ceil(1.6 * sealed.size / paper.dot)
    written = BytesIO()
    canvas = Canvas(written, pagesize=(paper.width, height * paper.dot), pageCompression=0, invariant=1)
    draw_code(canvas, code, sealed, paper, (top + height) * paper.dot - sealed.baseline)
    canvas.save()
    (strip,) = dots(written.getvalue(), paper)
    below = page.crop((0, top, page.width, top + strip.height))
    page.paste(ImageChops.logical_and(below, strip), (0, top))
