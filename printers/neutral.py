"""The end of every PDF of ours. One rule: the bytes name neither maker nor product nor day."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject
from reportlab.pdfgen.canvas import Canvas

from kiosk.problem import Bug

_MAKER = b" ReportLab Generated PDF document (opensource)"


class _NoInfo(PDFObject):
    """An empty information dictionary."""

    invariant = True

    def digest(self, _signature: object) -> None:
        """Nothing to add to a signature."""

    def format(self, document: object) -> bytes:
        return bytes(PDFDictionary({}).format(document))


def finish(canvas: Canvas, written: BytesIO) -> bytes:
    """The whole file; the canvas takes nothing more. Made with `invariant=1`, so that equal pages are equal bytes."""
    inner: Any = vars(canvas)["_doc"]
    inner.info = _NoInfo()
    inner._ID = b"[<00><00>]"
    canvas.save()
    pdf = written.getvalue()
    if pdf.count(_MAKER) != 1:
        raise Bug("the PDF's maker stands where it is not expected")
    return pdf.replace(_MAKER, b" " * len(_MAKER))
