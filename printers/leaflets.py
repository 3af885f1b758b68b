"""Leaflets: the same paper for anybody, so that holding one proves nothing. One rule: one clear text a stack.

Each is sealed afresh by the caller (an empty record, its own code) and handed in one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kiosk.ports.paper import SlipContent
from kiosk.problem import Bug
from printers.document import Document
from printers.layout import Layout
from printers.paper import Paper
from printers.slip import lay_out


def render_leaflets(contents: Iterable[SlipContent], paper: Paper) -> bytes:
    """All leaflets as one PDF. Raises Bug when there is none, or when their clear text is not the same."""
    document: Document | None = None
    first: SlipContent | None = None
    layout: Layout | None = None
    for content in contents:
        clear = replace(content, digits="", code="")
        if document is None or layout is None:
            document, first, layout = Document(content.language), clear, lay_out(content, paper)
        if clear != first:
            raise Bug("leaflets of one stack must have the same clear text")
        document.add(layout, content.digits, content.code)
    if document is None:
        raise Bug("a stack of leaflets needs at least one")
    return document.finish()
