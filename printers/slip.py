"""The slip: a person should be glad to keep it and able to throw it away. One rule: one layout for every paper.

Top to bottom: the demo band (demo only), the title, what this paper is not (framed), what is offered to everyone,
and the sealed code with its spoken form. Where the paper is wide enough the code stands beside the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.ports.paper import Paragraph, SlipContent
from printers.document import Document
from printers.fonts import Weight, faces
from printers.layout import Block, Box, Layout, Sealed, Sheets, Words, centred, leading_edge, stacked
from printers.lines import Line, Style, set_text
from printers.paper import Paper
from printers.qr import MODULES, module_dots

SMALLEST = 8.0
"""Points; below this Noto's strokes break at 203 dpi (research/slips: looked at on 1-bit rasters)."""
_ASIDE_FROM = Paper.points(80)
_SHRINKS = (1.0, 0.95, 0.9)


@dataclass(frozen=True)
class Sizes:
    """Type sizes and white of one paper, in points; `spread` is the distance of base lines by size."""

    title: float
    disclaimer: float
    heading: float
    body: float
    code: float
    gap: float
    spread: float

    def shrunk(self, by: float) -> Sizes:
        """Everything smaller by a factor, but never below what can be read."""
        sizes = (max(size * by, SMALLEST) for size in (self.title, self.disclaimer, self.heading, self.body))
        return Sizes(*sizes, self.code, self.gap * by, self.spread * (1 + by) / 2)


def render_pdf(content: SlipContent, paper: Paper) -> bytes:
    """One slip as PDF. Two slips of a language and paper differ in one PDF object only: code and digits."""
    document = Document(content.language)
    document.add(lay_out(content, paper), content.digits, content.code)
    return document.finish()


def lay_out(content: SlipContent, paper: Paper) -> Layout:
    """Place everything on the paper. On a page, sizes go down by a tenth before a second page is begun.
    Raises Bug for a character that no font draws."""
    layout = _Setting(content, paper, _sizes(content, paper)).layout()
    for shrink in _SHRINKS[1:]:
        if len(layout.pages) == 1:
            break
        layout = _Setting(content, paper, _sizes(content, paper).shrunk(shrink)).layout()
    return layout


def _sizes(content: SlipContent, paper: Paper) -> Sizes:
    spread = 1.62 if content.right_to_left else 1.36
    if paper.inner >= _ASIDE_FROM:
        return Sizes(17, 10.5, 9.5, 9.5, 13, 8, spread)
    if paper.inner >= Paper.points(56):
        return Sizes(17, 11.5, 10.5, 10.5, 16, 10, spread)
    return Sizes(14.5, 10, 9.5, 9.5, 13, 9, spread)


class _Setting:
    """One content set in one size."""

    def __init__(self, content: SlipContent, paper: Paper, sizes: Sizes) -> None:
        self.content = content
        self.paper = paper
        self.sizes = sizes
        self.module = module_dots(paper)
        self.side = self.module * MODULES * paper.dot
        self.aside = paper.inner >= _ASIDE_FROM
        self.edge = paper.margin if paper.height_dots else Paper.points(3)

    def layout(self) -> Layout:
        sheets = Sheets(self.paper, self.edge, self.edge if self.paper.height_dots else Paper.points(6))
        page, top = sheets.flow(self._head(), 0, self.edge)
        if self.aside:
            gutter = Paper.points(6)
            width = self.paper.inner - self.side - gutter
            rtl = self.content.right_to_left
            sealed_left = self.paper.margin if rtl else self.paper.margin + width + gutter
            text_left = self.paper.margin + self.side + gutter if rtl else self.paper.margin
            sealed = self._place_sealed(sheets, page, top, sealed_left, self.side)
            sheets.flow(self._body(text_left, width), page, top)
        else:
            page, top = sheets.flow(self._body(self.paper.margin, self.paper.inner), page, top)
            sealed = self._place_sealed(sheets, page, top, self.paper.margin, self.paper.inner)
        return Layout(self.paper, tuple(sheets.pages), sheets.heights(), sealed)

    def _style(self, size: float, weight: Weight = Weight.REGULAR, balanced: bool = False) -> Style:
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
        title = stacked(
            self._rows(self.content.title, self._style(self.sizes.title, Weight.BOLD, True), left, width)
        )
        yield Block(title.marks, title.height, self.sizes.gap * 0.7)
        yield self._framed(left, width)

    def _band(self, left: float, width: float) -> Block:
        style = self._style(9, Weight.BOLD, balanced=True)
        lines = self._set(self.content.demo, style, width - 8)
        marks = [
            Words(line, centred(line, left, width), 3 + style.leading * (row + 0.5) + 3.3, light=True)
            for row, line in enumerate(lines)
        ]
        height = style.leading * len(lines) + 6
        return Block((Box(left, 0, width, height, 3, 0), *marks), height, self.sizes.gap)

    def _framed(self, left: float, width: float) -> Block:
        pad = Paper.points(2.5)
        style = self._style(self.sizes.disclaimer)
        text = stacked(self._rows(self.content.disclaimer, style, left + pad, width - 2 * pad))
        stroke = 3 * self.paper.dot
        height = text.height + 1.6 * pad
        frame = Box(left + stroke / 2, stroke / 2, width - stroke, height - stroke, Paper.points(2), stroke)
        return Block((frame, *(mark.moved(0.8 * pad) for mark in text.marks)), height, self.sizes.gap * 1.5)

    def _body(self, left: float, width: float) -> Iterator[Block]:
        for paragraph in self.content.paragraphs:
            yield from self._paragraph(paragraph, left, width)

    def _paragraph(self, paragraph: Paragraph, left: float, width: float) -> Iterator[Block]:
        """Heading and at least two lines stay together, and so do the last two."""
        heading = self._rows(
            paragraph.heading, self._style(self.sizes.heading, Weight.BOLD, True), left, width
        )
        rows = self._rows(paragraph.text, self._style(self.sizes.body), left, width)
        if len(rows) <= 3:
            groups = [heading + rows]
        else:
            groups = [heading + rows[:2], *([row] for row in rows[2:-2]), rows[-2:]]
        for group in filter(None, groups):
            block = stacked(group)
            yield Block(block.marks, block.height, self.sizes.gap if group is groups[-1] else 0)

    def _place_sealed(self, sheets: Sheets, page: int, top: float, left: float, width: float) -> Sealed:
        """The code in the middle of its column on whole dots, its label and the spoken code beneath."""
        dot, quiet = self.paper.dot, Paper.points(3)
        label_style = self._style(max(self.sizes.body * 0.9, SMALLEST), balanced=True)
        label = [
            Words(line, centred(line, left, width), label_style.leading * (row + 0.75))
            for row, line in enumerate(self._set(self.content.code_label, label_style, width))
        ]
        below = self.side + quiet + label_style.leading * len(label)
        marks = tuple(words.moved(self.side + quiet) for words in label)
        block = Block(marks, below + self.sizes.code * 1.4)
        if not sheets.fits(block, top):
            page, top = page + 1, self.edge
        top = self.paper.whole_dots(top + (0 if self.aside else quiet)) * dot
        sheets.put(block, page, top)
        return Sealed(
            page=page,
            left_dots=self.paper.whole_dots(left + (width - self.side) / 2),
            top_dots=self.paper.whole_dots(top),
            module_dots=self.module,
            centre=left + width / 2,
            baseline=top + below + self.sizes.code * 1.05,
            size=self.sizes.code,
        )
