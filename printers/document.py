"""The PDF around a slip. One rule: the bytes name neither maker nor product nor day.

The clear text of a page is one form object, what is sealed another: so slips of one language differ in
exactly one object, and a stack of leaflets carries its clear text once.
"""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from printers import neutral, qr
from printers.fonts import Weight, faces
from printers.layout import Layout, Sealed
from printers.lines import Style, set_text
from printers.paper import Paper


class Document:
    """A PDF that takes slips, each on its own page or pages."""

    def __init__(self, language: str) -> None:
        self._bytes = BytesIO()
        self._canvas = Canvas(self._bytes, pageCompression=1, invariant=1, lang=language)
        self._clear: list[tuple[Layout, list[str]]] = []
        self._slips = 0

    def add(self, layout: Layout, digits: str, code: str) -> None:
        """Append one slip: `digits` as the QR code, `code` as the spoken characters beneath it."""
        forms = self._clear_forms(layout)
        self._slips += 1
        sealed = f"sealed{self._slips}"
        self._size(layout, layout.sealed.page)
        self._canvas.beginForm(sealed)
        self._draw_sealed(layout, layout.sealed, digits, code)
        self._canvas.endForm()
        for page, form in enumerate(forms):
            self._size(layout, page)
            self._canvas.doForm(form)
            if page == layout.sealed.page:
                self._canvas.doForm(sealed)
            self._canvas.showPage()

    def add_clear(self, layout: Layout) -> None:
        """Append one slip's clear text alone, its code left white: the same for everyone in a language."""
        for page, form in enumerate(self._clear_forms(layout)):
            self._size(layout, page)
            self._canvas.doForm(form)
            self._canvas.showPage()

    def finish(self) -> bytes:
        """The whole file. The document takes no more slips after this."""
        return neutral.finish(self._canvas, self._bytes)

    def _size(self, layout: Layout, page: int) -> None:
        self._canvas.setPageSize((layout.paper.width, layout.heights[page] * layout.paper.dot))

    def _clear_forms(self, layout: Layout) -> list[str]:
        for known, names in self._clear:
            if known is layout:
                return names
        names = [f"clear{len(self._clear)}x{page}" for page in range(len(layout.pages))]
        for page, name in enumerate(names):
            self._size(layout, page)
            self._canvas.beginForm(name)
            for mark in layout.pages[page].marks:
                mark.draw(self._canvas, layout.heights[page] * layout.paper.dot)
            self._canvas.endForm()
        self._clear.append((layout, names))
        return names

    def _draw_sealed(self, layout: Layout, sealed: Sealed, digits: str, code: str) -> None:
        dot = layout.paper.dot
        height = layout.heights[sealed.page] * dot
        left, top = sealed.left_dots * dot, height - sealed.top_dots * dot
        qr.draw(self._canvas, digits, sealed.module_dots * dot, left, top)
        draw_code(self._canvas, code, sealed, layout.paper, height - sealed.baseline)


def draw_code(canvas: Canvas, code: str, sealed: Sealed, paper: Paper, baseline: float) -> None:
    """The spoken characters, from a whole dot at the layout's place for them, `baseline` points above the foot."""
    style = Style(faces((), Weight.BOLD), sealed.size, sealed.size)
    (line,) = set_text(code, style, paper.width, right_to_left=False)
    line.draw(canvas, paper.whole_dots(sealed.centre - line.width / 2) * paper.dot, baseline)
