"""A slip as a file's bytes, for looking at. One rule: the picture is made from the PDF that is printed."""

from __future__ import annotations

from io import BytesIO
from typing import Literal

from PIL import Image

from kiosk.ports.paper import SlipContent
from printers.paper import Paper
from printers.raster import dots
from printers.slip import render_pdf


def render(content: SlipContent, paper: Paper, format: Literal["pdf", "png"]) -> bytes:  # noqa: A002
    """PDF, or a 1-bit PNG at the head's own dots with the pages below each other."""
    pdf = render_pdf(content, paper)
    return pdf if format == "pdf" else _png(dots(pdf, paper))


def _png(pages: list[Image.Image]) -> bytes:
    sheet = Image.new("1", (pages[0].width, sum(page.height for page in pages)), 1)
    top = 0
    for page in pages:
        sheet.paste(page, (0, top))
        top += page.height
    written = BytesIO()
    sheet.save(written, "PNG")
    return written.getvalue()
