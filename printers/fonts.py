"""The typefaces of the slip. One rule: a character that no font draws is a bug found at layout, never a
silent box.

The files are made at build time from registry packages (`packaging/assets`), static TrueType outlines with
plain names. Scripts other than Latin have fonts without Latin letters, so every character is given its own
face.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import as_file, files
from itertools import chain
from pathlib import Path
from threading import Lock

import uharfbuzz as hb
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kiosk.problem import Bug, Problem

FAMILIES = ("NotoSans", "NotoSansArabic", "NotoSansSC", "NotoSansSCMore")
"""Every family that is shipped; those that a slip does not name are asked, and loaded, only after the named ones."""

_ONE_AT_A_TIME = Lock()
"""Two registrations of one font would divide a document's glyphs between them."""
_LATIN = "NotoSans-"
_PRIVATE_USE = range(0xE000, 0xF900)


class FontMissing(Problem):
    """A font file that belongs to the installation is not there or is no font."""

    code = "font-missing"


class Weight(Enum):
    """The two weights that survive a 203 dpi print head."""

    REGULAR = "Regular"
    BOLD = "Bold"


@dataclass(frozen=True, eq=False)
class Face:
    """One font file, known to reportlab as `name` and to HarfBuzz as `shaper`. Widths are in 1/1000 em."""

    name: str
    shaper: hb.Font
    widths: dict[int, float]
    char_of_glyph: dict[int, str]
    covered: frozenset[int]
    scale: float

    def covers(self, character: str) -> bool:
        """Whether the font's own character map has it."""
        return ord(character) in self.covered


def face(family: str, weight: Weight) -> Face:
    """Load and register one face, once. Raises FontMissing when the file is not installed."""
    with _ONE_AT_A_TIME:
        return _face(f"{family}-{weight.value}")


@cache
def _face(name: str) -> Face:
    with as_file(files("kiosk.languages") / "fonts" / f"{name}.ttf") as path:
        return _load(name, path)


def faces(families: Sequence[str], weight: Weight) -> tuple[Face, ...]:
    """The faces to ask first for a character: those named, then the Latin one."""
    return tuple(face(family, weight) for family in dict.fromkeys([*families, FAMILIES[0]]))


def itemise(text: str, levels: Sequence[int], candidates: Sequence[Face]) -> list[Face]:
    """A face for every character. Right-to-left runs ask the faces in order, left-to-right runs the Latin one
    first, so that a name inside Arabic text is drawn by one font. Raises Bug for a missing glyph."""
    latin_first = sorted(candidates, key=lambda candidate: not candidate.name.startswith(_LATIN))
    chosen: list[Face] = []
    for character, level in zip(text, levels, strict=True):
        if chosen and _stays_with_the_last(character, chosen[-1]):
            chosen.append(chosen[-1])
        else:
            chosen.append(_first_that_draws(character, candidates if level % 2 else latin_first))
    return chosen


def undrawn(text: str) -> str:
    """The characters, each once and in order, that no font which is shipped draws."""
    shipped = [face(family, weight) for family in FAMILIES for weight in Weight]
    drawn = [frozenset.union(*(one.covered for one in shipped if one.name.endswith(weight.value))) for weight in Weight]
    written = (character for character in dict.fromkeys(text) if unicodedata.category(character) != "Cf")
    return "".join(character for character in written if not all(ord(character) in covered for covered in drawn))


def _stays_with_the_last(character: str, last: Face) -> bool:
    if unicodedata.category(character) == "Cf":
        return True
    return bool(unicodedata.combining(character)) and last.covers(character)


def _first_that_draws(character: str, candidates: Sequence[Face]) -> Face:
    for candidate in chain(candidates, _others(candidates)):
        if candidate.covers(character) or unicodedata.category(character) == "Cf":
            return candidate
    raise Bug(f"no font of the slip draws U+{ord(character):04X}")


def _others(candidates: Sequence[Face]) -> Iterator[Face]:
    """The rest of what is shipped in the same weight, each loaded when it is reached."""
    named = {candidate.name for candidate in candidates}
    weight = candidates[0].name.rpartition("-")[2]
    for family in FAMILIES:
        if f"{family}-{weight}" not in named:
            yield face(family, Weight(weight))


def _load(name: str, path: Path) -> Face:
    try:
        font = TTFont(name, str(path))
        data = path.read_bytes()
    except Exception as reason:
        raise FontMissing(f"The font {name} is not installed; run the set-up again.") from reason
    pdfmetrics.registerFont(font)
    shaper = hb.Font(hb.Face(data))
    scale = 1000 / shaper.face.upem
    own = dict(font.face.charToGlyph)
    char_of_glyph = {glyph: chr(code) for code, glyph in sorted(own.items(), reverse=True)}
    for glyph, code in _codes_for_shaped_glyphs(shaper.face.glyph_count, char_of_glyph, own):
        font.face.charToGlyph[code] = glyph
        font.face.charWidths[code] = shaper.get_glyph_h_advance(glyph) * scale
        char_of_glyph[glyph] = chr(code)
    return Face(name, shaper, font.face.charWidths, char_of_glyph, frozenset(own), scale)


def _codes_for_shaped_glyphs(
    count: int, char_of_glyph: dict[int, str], own: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """reportlab addresses glyphs by character only: joined forms get private characters, by glyph number, so
    that the same text gives the same bytes whatever was printed before."""
    free = (code for code in _PRIVATE_USE if code not in own)
    for glyph in range(1, count):
        if glyph not in char_of_glyph:
            yield glyph, next(free)
