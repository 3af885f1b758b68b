"""Letters into glyphs. One rule: HarfBuzz is told the direction by the bidi level and never guesses it.

A run of digits or brackets alone would be guessed left-to-right, and its brackets would not be mirrored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from unicodedata import category

import uharfbuzz as hb
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr

from kiosk.problem import Bug
from printers.fonts import Face, itemise
from printers.levels import levels, runs_of, visual_order

_CONTROLS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They have spoken once the levels are known; they have no shape."""


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
        found = zip(text, levels(text, right_to_left), strict=True)
        kept = [(character, level) for character, level in found if character not in _CONTROLS]
        self.text = "".join(character for character, _ in kept)
        self.right_to_left = right_to_left
        self._levels = [level for _, level in kept]
        self._faces = itemise(self.text, self._levels, candidates)

    @cached_property
    def _keys(self) -> list[tuple[int, str]]:
        return [(level, face.name) for level, face in zip(self._levels, self._faces, strict=True)]

    def shape(self, start: int, end: int) -> list[Run]:
        """The runs of text[start:end] from left to right, for one line without spaces at its end."""
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
        data.append(_placed(order, at, face, drawn[-1]))
    shaped: Any = data
    return Run(face, level, text, ShapedStr("".join(drawn), shaped), sum(item.x_advance for item in data))


def _placed(order: int, at: hb.GlyphPosition, face: Face, character: str) -> ShapeData:
    """Advances and offsets in 1/1000 em beside the width that PDF assumes."""
    return ShapeData(
        cluster=order,
        x_advance=at.x_advance * face.scale,
        y_advance=at.y_advance * face.scale,
        x_offset=at.x_offset * face.scale,
        y_offset=at.y_offset * face.scale,
        width=face.widths[ord(character)],
    )
