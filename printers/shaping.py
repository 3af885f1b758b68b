"""Letters into glyphs. One rule: HarfBuzz is told the direction by the bidi level and never guesses it.

A run of digits or brackets alone would be guessed left-to-right, and a bracket in Arabic would then not be mirrored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from unicodedata import category

import uharfbuzz as hb
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr

from kiosk.problem import Bug
from printers.fonts import Face, itemise
from printers.levels import levels, runs_of, visual_order


@dataclass(frozen=True)
class Run:
    """Glyphs of one face and one direction, in the order they are drawn. `width` is in 1/1000 em."""

    face: Face
    level: int
    text: str
    drawn: ShapedStr
    width: float


class Writing:
    """One paragraph with its levels and faces, ready to be shaped piece by piece."""

    def __init__(self, text: str, right_to_left: bool, candidates: Sequence[Face]) -> None:
        self.text = text
        self.right_to_left = right_to_left
        self._levels = levels(text, right_to_left)
        self._faces = itemise(text, self._levels, candidates)

    @cached_property
    def _keys(self) -> list[tuple[int, str]]:
        return [(level, face.name) for level, face in zip(self._levels, self._faces, strict=True)]

    def shape(self, start: int, end: int) -> list[Run]:
        """The runs of text[start:end] from left to right, for one line. Trailing spaces are the caller's to drop."""
        runs = [self._run(first, last) for first, last in runs_of(self._keys, start, end)]
        return [runs[index] for index in visual_order([run.level for run in runs])]

    def width(self, start: int, end: int) -> float:
        """How wide text[start:end] is, in 1/1000 em."""
        return sum(self._run(first, last).width for first, last in runs_of(self._keys, start, end))

    def _run(self, start: int, end: int) -> Run:
        return shape_run(self.text[start:end], self._levels[start], self._faces[start])


def shape_run(text: str, level: int, face: Face) -> Run:
    """Shape characters of one face and level. Raises Bug where the font has no glyph."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if level % 2 else "ltr"
    buffer.guess_segment_properties()
    hb.shape(face.shaper, buffer, {"kern": True, "liga": True})
    drawn: list[str] = []
    data: list[ShapeData] = []
    infos, positions = buffer.glyph_infos or [], buffer.glyph_positions or []
    for order, (info, at) in enumerate(zip(infos, positions, strict=True)):
        if info.codepoint == 0:
            if category(text[info.cluster]) == "Cf":
                continue
            raise Bug(f"{face.name} has no glyph for U+{ord(text[info.cluster]):04X}")
        drawn.append(face.char_of_glyph[info.codepoint])
        numbers = (at.x_advance, at.y_advance, at.x_offset, at.y_offset)
        scaled = [number * face.scale for number in numbers]
        data.append(ShapeData(order, *scaled, face.widths[ord(drawn[-1])]))
    return Run(face, level, text, ShapedStr("".join(drawn), data), sum(item.x_advance for item in data))
