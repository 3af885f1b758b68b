"""The PDF around a slip. One rule: the bytes name neither maker nor product nor day.

The clear text of a page is one form object, what is sealed another: so slips of one language differ in
exactly one object, and a stack of leaflets carries its clear text once.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject
from reportlab.pdfgen.canvas import Canvas

from kiosk.problem import Bug
from printers import qr
from printers.fonts import Weight, faces
from printers.layout import Layout, Sealed
from printers.lines import Style, set_text

_MAKER = b" ReportLab Generated PDF document (opensource)"


class _NoInfo(PDFObject):
    """An empty information dictionary."""

    invariant = True

    def digest(self, _signature: object) -> None:
        """Nothing to add to a signature."""

    def format(self, document: object) -> bytes:
        return bytes(PDFDictionary({}).format(document))


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

    def finish(self) -> bytes:
        """The whole file. The document takes no more slips after this."""
        inner: Any = vars(self._canvas)["_doc"]
        inner.info = _NoInfo()
        inner._ID = b"[<00><00>]"
        self._canvas.save()
        written = self._bytes.getvalue()
        if written.count(_MAKER) != 1:
            raise Bug("the PDF's maker stands where it is not expected")
        return written.replace(_MAKER, b" " * len(_MAKER))

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
        style = Style(faces((), Weight.BOLD), sealed.size, sealed.size)
        (line,) = set_text(code, style, layout.paper.width, right_to_left=False)
        line.draw(self._canvas, sealed.centre - line.width / 2, height - sealed.baseline)
