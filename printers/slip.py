"""The slip, which a person should be glad to keep and able to throw away. One rule: one layout, every paper.

Top to bottom: the demo band (demo only), the title, what this paper is not (framed), what is offered to
everyone, and the sealed code with its spoken form. Where the paper is wide enough the code stands beside the
text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kiosk.ports.paper import Paragraph, SlipContent
from printers.document import Document
from printers.fonts import Weight, faces
from printers.layout import Block, Box, Layout, Place, Sealed, Sheets, Words, centred, leading_edge, stacked
from printers.lines import Line, Style, set_text
from printers.paper import Paper
from printers.qr import MODULES, module_dots
from printers.sizes import SMALLEST, Sizes, is_wide, sizes_for

_GUTTER = Paper.points(6)
_QUIET = Paper.points(3)
"""White below and above the code: four modules of six dots."""
_ATTEMPTS = ((1.0, True), (0.95, True), (0.9, True), (1.0, False), (0.9, False))
"""To fit a page: a factor for the sizes, and whether paragraphs stay whole."""


def render_pdf(content: SlipContent, paper: Paper) -> bytes:
    """One slip as PDF. Two slips of a language and paper differ in one PDF object only: code and digits."""
    document = Document(content.language)
    document.add(lay_out(content, paper), content.digits, content.code)
    return document.finish()


def lay_out(content: SlipContent, paper: Paper) -> Layout:
    """Place everything on the paper. On a page, sizes go down by a tenth before a second page is begun.
    Raises Bug for a character that no font draws."""
    for shrink, whole in _ATTEMPTS:
        layout = _Setting(content, paper, sizes_for(paper, content.right_to_left).shrunk(shrink), whole).layout()
        if len(layout.pages) == 1:
            break
    return layout


class _Setting:
    """One content set in one size, its paragraphs `whole` or divided between columns."""

    def __init__(self, content: SlipContent, paper: Paper, sizes: Sizes, whole: bool) -> None:
        self.content = content
        self.paper = paper
        self.sizes = sizes
        self.whole = whole
        self.module = module_dots(paper)
        self.side = self.module * MODULES * paper.dot
        self.aside = is_wide(paper)
        self.edge = paper.margin if paper.height_dots else Paper.points(3)

    def layout(self) -> Layout:
        sheets = Sheets(self.paper, self.edge, self.edge if self.paper.height_dots else Paper.points(6))
        below = sheets.flow(self._head(), Place(0, self.edge))
        if self.aside:
            sealed = self._beside_the_text(sheets, below)
        else:
            below = sheets.flow(self._body(self.paper.margin, self.paper.inner), below)
            sealed, _ = self._place_sealed(sheets, replace(below, top=below.top + _QUIET), self.paper.inner)
        return Layout(self.paper, tuple(sheets.pages), sheets.heights(), sealed)

    def _beside_the_text(self, sheets: Sheets, below: Place) -> Sealed:
        """Two columns: the text begins in the leading one; what is too much goes on beneath the code."""
        width = (self.paper.inner - _GUTTER) / 2
        step = width + _GUTTER
        leading, trailing = (step, 0.0) if self.content.right_to_left else (0.0, step)
        sealed, free = self._place_sealed(sheets, replace(below, across=trailing), width)
        sheets.flow(self._body(self.paper.margin, width), replace(below, across=leading), free)
        return sealed

    def _style(self, size: float, weight: Weight = Weight.REGULAR, balanced: int = 0) -> Style:
        spread = self.sizes.spread if size < 13 else self.sizes.spread * 0.9
        return Style(faces(self.content.font_families, weight), size, size * spread, balanced)

    def _set(self, text: str, style: Style, width: float) -> list[Line]:
        return set_text(text, style, width, self.content.right_to_left)

    def _rows(self, text: str, style: Style, left: float, width: float) -> list[tuple[float, Words]]:
        baseline = style.leading / 2 + style.size * 0.36
        lines = self._set(text, style, width)
        return [(style.leading, Words(line, leading_edge(line, left, width), baseline)) for line in lines]

    def _head(self) -> Iterator[Block]:
        left, width = self.paper.margin, self.paper.inner
        if self.content.demo:
            yield self._band(left, width)
        title = stacked(self._rows(self.content.title, self._style(self.sizes.title, Weight.BOLD, 3), left, width))
        yield Block(title.marks, title.height, self.sizes.gap * 0.7)
        yield self._framed(left, width)

    def _band(self, left: float, width: float) -> Block:
        style = self._style(9, Weight.BOLD, balanced=3)
        lines = self._set(self.content.demo, style, width - 8)
        marks = [
            Words(line, centred(line, left, width), 3 + style.leading * (row + 0.5) + 3.3, light=True)
            for row, line in enumerate(lines)
        ]
        height = style.leading * len(lines) + 6
        return Block((Box(left, 0, width, height, 3, 0), *marks), height, self.sizes.gap)

    def _framed(self, left: float, width: float) -> Block:
        pad = Paper.points(2.5)
        style = self._style(self.sizes.disclaimer, balanced=3)
        text = stacked(self._rows(self.content.disclaimer, style, left + pad, width - 2 * pad))
        stroke = 3 * self.paper.dot
        height = text.height + 1.6 * pad
        frame = Box(left + stroke / 2, stroke / 2, width - stroke, height - stroke, Paper.points(2), stroke)
        return Block((frame, *(mark.moved(0.8 * pad) for mark in text.marks)), height, self.sizes.gap * 1.5)

    def _body(self, left: float, width: float) -> Iterator[Block]:
        for paragraph in self.content.paragraphs:
            yield from self._paragraph(paragraph, left, width)

    def _paragraph(self, paragraph: Paragraph, left: float, width: float) -> Iterator[Block]:
        """All of it together or, where it is divided, heading and two lines, and the last two."""
        heading = self._rows(paragraph.heading, self._style(self.sizes.heading, Weight.BOLD, 3), left, width)
        rows = self._rows(paragraph.text, self._style(self.sizes.body, balanced=2), left, width)
        if len(rows) <= 3 or (self.whole and not self._is_tall(len(heading) + len(rows))):
            groups = [heading + rows]
        else:
            groups = [heading + rows[:2], *([row] for row in rows[2:-2]), rows[-2:]]
        for group in filter(None, groups):
            block = stacked(group)
            yield Block(block.marks, block.height, self.sizes.gap if group is groups[-1] else 0)

    def _is_tall(self, rows: int) -> bool:
        """Whether so many rows would not stand on half a page."""
        half = (self.paper.height_dots or 0) * self.paper.dot / 2
        return 0 < half < rows * self.sizes.heading * self.sizes.spread

    def _place_sealed(self, sheets: Sheets, place: Place, width: float) -> tuple[Sealed, Place]:
        """The code in the middle of its column on whole dots, its label and the spoken code beneath."""
        left, dot = self.paper.margin, self.paper.dot
        style = self._style(max(self.sizes.body * 0.9, SMALLEST), balanced=3)
        lines = self._set(self.content.code_label, style, width)
        label = stacked([(style.leading, Words(line, centred(line, left, width), style.leading)) for line in lines])
        below = self.side + _QUIET + label.height
        block = Block(
            tuple(mark.moved(self.side + _QUIET * 0.7) for mark in label.marks), below + self.sizes.code * 1.4
        )
        if not sheets.fits(block, place):
            place = replace(place, page=place.page + 1, top=self.edge)
        place = replace(place, top=self.paper.whole_dots(place.top) * dot)
        sheets.put(block, place)
        centre = left + place.across + width / 2
        sealed = Sealed(
            page=place.page,
            left_dots=self.paper.whole_dots(centre - self.side / 2),
            top_dots=self.paper.whole_dots(place.top),
            module_dots=self.module,
            centre=centre,
            baseline=self.paper.whole_dots(place.top + below + self.sizes.code * 1.05) * dot,
            size=self.sizes.code,
        )
        return sealed, replace(place, top=place.top + block.height + _QUIET)
