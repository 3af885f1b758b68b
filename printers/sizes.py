"""Type sizes of the slip by paper. One rule: nothing is set smaller than a 203 dpi head prints legibly."""

from __future__ import annotations

from dataclasses import dataclass, replace

from printers.paper import Paper

SMALLEST = 8.0
"""Points; below this Noto's strokes break at 203 dpi (research/slips: looked at on 1-bit rasters)."""


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
        return replace(
            self,
            title=self.title * by,
            disclaimer=max(self.disclaimer * by, SMALLEST),
            heading=max(self.heading * by, SMALLEST),
            body=max(self.body * by, SMALLEST),
            gap=self.gap * by,
            spread=self.spread * (1 + by) / 2,
        )


def is_wide(paper: Paper) -> bool:
    """Whether the code can stand beside the text instead of beneath it."""
    return paper.inner >= Paper.points(80)


def sizes_for(paper: Paper, right_to_left: bool) -> Sizes:
    """The sizes to begin with. Arabic marks need more white between the lines than Latin ones. The spoken code stays
    below 50 dots: above that pdfium draws letters in another way, and plates would differ from the PDF."""
    spread = 1.56 if right_to_left else 1.36
    if paper.inner >= Paper.points(150):
        return Sizes(26, 15, 14, 14, 16, 14, spread)
    if is_wide(paper):
        return Sizes(17, 10.5, 9.5, 9.5, 13, 8, spread)
    if paper.inner >= Paper.points(56):
        return Sizes(17, 11.5, 10.5, 10.5, 16, 10, spread)
    return Sizes(14.5, 10, 9.5, 9.5, 13, 9, spread)
