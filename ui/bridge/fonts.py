"""The window's own fonts. One rule: the same letters on every machine, never the machine's own first.

Noto Sans Arabic asks for lines of 2.1 em, made for stacked marks that the catalogues do not use; beside the 1.36 em of
Noto Sans every Arabic word would push a page apart, and every hanzi a little. The line height is therefore set when the
font is read. The paper's cut of further hanzi stays on the disk until a site's own words ask for it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from kiosk.languages.pack import PACKS

FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans SC", "Noto Sans SC More")
LINES = {"NotoSansArabic": (0.98, 0.38), "NotoSansSC": (1.069, 0.293), "NotoSansSCMore": (1.069, 0.293)}
"""Ascent and descent in em by the beginning of the file's name."""
FURTHER = ("NotoSansSCMore",)
FIRST_HANZI = "\u2e80"
FOLDER = PACKS / "fonts"


@cache
def load_fonts() -> tuple[str, ...]:
    """Register the font files of the language packs once; the families that they brought."""
    return tuple(dict.fromkeys(_load(further=False)))


@cache
def load_further() -> tuple[str, ...]:
    """Register the further hanzi once."""
    return tuple(dict.fromkeys(_load(further=True)))


def use_fonts() -> None:
    """Make the packs' fonts the window's."""
    _use(load_fonts())


def write_also(words: str) -> None:
    """Make the window able to write a site's own words, where they hold hanzi: 2 MB that others need not read."""
    if any(letter >= FIRST_HANZI for letter in words):
        _use((*load_fonts(), *load_further()))


def _load(*, further: bool) -> Iterator[str]:
    for file in sorted(FOLDER.glob("*.ttf")):
        stem = file.name.partition("-")[0]
        if (stem in FURTHER) is further:
            line = LINES.get(stem)
            font = file.read_bytes() if line is None else with_line(file.read_bytes(), *line)
            yield from QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFontFromData(font))


def _use(brought: tuple[str, ...]) -> None:
    font = QFont()
    font.setFamilies([family for family in FAMILIES if family in brought] + sorted(set(brought) - set(FAMILIES)))
    QGuiApplication.setFont(font)


def with_line(font: bytes, ascent: float, descent: float) -> bytes:
    """The same TrueType file with another line height, in em (OpenType: tables hhea, OS/2 and head)."""
    tables = _tables(font)
    changed = bytearray(font)
    em = int(struct.unpack_from(">H", font, tables[b"head"] + 18)[0])
    up, down = round(ascent * em), round(descent * em)
    struct.pack_into(">hhh", changed, tables[b"hhea"] + 4, up, -down, 0)
    struct.pack_into(">hhhHH", changed, tables[b"OS/2"] + 68, up, -down, 0, up, down)
    return bytes(changed)


def _tables(font: bytes) -> dict[bytes, int]:
    """Where each table of a TrueType file begins."""
    count = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(count))
    return {name: offset for name, _, offset, _ in records}
