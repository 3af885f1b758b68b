"""Cuts the slip's and the screens' fonts out of the variable Noto fonts of the registry packages.

One rule: the same packages and catalogues give the same bytes, and nothing here is downloaded.
Made: kiosk/languages/fonts/NotoSans{,Arabic,SC,SCMore}-{Regular,Bold}.ttf (glyf outlines, which reportlab needs)
with the OFL text of each family beside them. Run as `python packaging/assets/fonts.py [FOLDER]`.

Chinese is cut twice: the hanzi of the catalogues, small enough to be there from the first frame, and the other everyday
ones, which only a site's own texts on paper can ask for.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import distribution
from io import BytesIO
from pathlib import Path
from typing import Any

import polib
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HOUSE = Path(__file__).resolve().parents[2]
LANGUAGES = HOUSE / "kiosk" / "languages"
FONTS = LANGUAGES / "fonts"
STAMP = ".made"

# What every kiosk can write even before a catalogue asks for it. A font simply gives those it has.
ALWAYS = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x02B9, 0x02BC),  # the apostrophes of Mayan languages
    (0x0300, 0x0331),  # combining marks: names arrive decomposed
    (0x0400, 0x045F),  # Cyrillic
    (0x0490, 0x0491),  # Ukrainian ghe
    (0x0600, 0x06FF),  # Arabic
    (0x1E8C, 0x1E8D),  # Mam x with diaeresis
    (0x2000, 0x206F),  # punctuation, joiners and direction marks
    (0x20AC, 0x20AC),  # euro
    (0x2116, 0x2116),  # numero sign
    (0x25CC, 0x25CC),  # the circle on which a mark without its letter is shown
    (0x3000, 0x3002),  # Chinese space, comma, full stop
    (0x3008, 0x3011),  # Chinese brackets
    (0xFF01, 0xFF5E),  # full-width forms
)
HAN = ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))
"""What is drawn by the Chinese cuts; their Latin letters would stand beside those of Noto Sans as another hand."""
FEATURES = (
    *("ccmp", "locl", "kern", "mark", "mkmk", "liga", "clig", "calt", "rlig", "rclt"),
    *("isol", "init", "medi", "fina", "curs", "rtlm", "tnum", "lnum"),
)
WEIGHTS = {"Regular": 400, "Bold": 700}


@dataclass(frozen=True)
class Family:
    """One family: its plain name, the file stem, and the package, file and licence text that it is cut from.
    `more` holds the everyday characters that no catalogue uses."""

    name: str
    stem: str
    package: str
    source: str
    licence: str
    more: bool = False

    def package_file(self, file: str) -> Path:
        """The path of `file` inside the installed package."""
        return Path(str(distribution(self.package).locate_file(file)))

    @property
    def source_path(self) -> Path:
        return self.package_file(self.source)

    @property
    def licence_path(self) -> Path:
        return self.package_file(self.licence)

    @property
    def chinese(self) -> bool:
        return self.stem.startswith("NotoSansSC")

    def draws(self, points: Iterable[int]) -> frozenset[int]:
        """The part of the wanted code points that belongs into this family's files."""
        if self.more:
            return everyday_hanzi().difference(points)
        return frozenset(point for point in points if _is_han(point)) if self.chinese else frozenset(points)


_CJK = ("justmytype-intl-cjk", "justmytype_intl_cjk/fonts/ofl/notosanssc/NotoSansSC[wght].ttf")
_CJK_LICENCE = "justmytype_intl_cjk/fonts/ofl/notosanssc/OFL.txt"
FAMILIES = (
    Family(
        "Noto Sans",
        "NotoSans",
        "fontpkg-noto-sans",
        "fontpkg_noto_sans/files/NotoSans[wdth,wght].ttf",
        "fontpkg_noto_sans/LICENSE",
    ),
    Family(
        "Noto Sans Arabic",
        "NotoSansArabic",
        "fontpkg-noto-sans-arabic",
        "fontpkg_noto_sans_arabic/files/NotoSansArabic[wdth,wght].ttf",
        "fontpkg_noto_sans_arabic/LICENSE",
    ),
    Family("Noto Sans SC", "NotoSansSC", *_CJK, _CJK_LICENCE),
    Family("Noto Sans SC More", "NotoSansSCMore", *_CJK, _CJK_LICENCE, more=True),
)


def _is_han(point: int) -> bool:
    return any(first <= point <= last for first, last in HAN)


def everyday_hanzi() -> frozenset[int]:
    """The 3755 hanzi of everyday writing: GB 2312, level 1, rows 16 to 55."""
    cells = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return frozenset(ord(hanzi) for cell in cells for hanzi in cell.decode("gb2312", "ignore"))


def catalogue_characters(languages: Path = LANGUAGES) -> frozenset[str]:
    """Every visible character of every pack: its messages (both sides) and its `pack.toml`."""
    found: set[str] = set()
    for path in sorted(languages.glob("*/messages.po")):
        for entry in polib.pofile(str(path)):
            found.update(entry.msgid, entry.msgstr, entry.msgid_plural, *entry.msgstr_plural.values())
    for path in sorted(languages.glob("**/*.toml")):
        for text in _texts(tomllib.loads(path.read_text("utf-8"))):
            found.update(text)
    return frozenset(character for character in found if character >= " ")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def wanted_characters(languages: Path = LANGUAGES) -> frozenset[int]:
    """Code points to keep: the fixed blocks and whatever the catalogues use."""
    always = {point for first, last in ALWAYS for point in range(first, last + 1)}
    return frozenset(always | {ord(character) for character in catalogue_characters(languages)})


def cut(family: Family, style: str, points: frozenset[int]) -> bytes:
    """One static font file with the given code points, in the weight of `style` ("Regular", "Bold")."""
    font = TTFont(BytesIO(_subset(family, points)), recalcTimestamp=False)
    place = {axis.axisTag: {"wght": WEIGHTS[style], "wdth": 100}[axis.axisTag] for axis in font["fvar"].axes}
    font = instantiateVariableFont(font, place, inplace=True)
    _christen(font, family, style)
    return _saved(font)


@lru_cache(maxsize=1)
def _subset(family: Family, points: frozenset[int]) -> bytes:
    """The variable font with the given code points alone, for both weights; four times faster than after them."""
    font = TTFont(str(family.source_path), recalcTimestamp=False)
    options = Options(
        layout_features=list(FEATURES), name_IDs=["*"], notdef_outline=True, glyph_names=False, hinting=False
    )
    options.drop_tables += ["vhea", "vmtx", "BASE"]  # nothing here is written downwards
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=family.draws(points))
    subsetter.subset(font)
    return _saved(font)


def _saved(font: Any) -> bytes:
    buffer = BytesIO()
    font.save(buffer, reorderTables=True)
    return buffer.getvalue()


def _christen(font: Any, family: Family, style: str) -> None:
    """Name the instance plainly, so that Qt and reportlab find both weights under one family."""
    bold = style == "Bold"
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (0, 5, 7, 8, 9, 10, 11, 12, 13, 14)]
    postscript = f"{family.stem}-{style}"
    for name_id, text in ((1, family.name), (2, style), (3, postscript), (4, f"{family.name} {style}")):
        names.setName(text, name_id, 3, 1, 0x409)
    names.setName(postscript, 6, 3, 1, 0x409)
    font["OS/2"].usWeightClass = WEIGHTS[style]
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0b1100001) | (0b100000 if bold else 0b1000000)
    font["head"].macStyle = 1 if bold else 0
    if "STAT" in font:
        del font["STAT"]  # it describes the axes that are gone


def fingerprint(points: frozenset[int]) -> str:
    """A digest of all that decides the bytes: this program, the packages and the characters."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    digest.update(distribution("fonttools").version.encode())
    for family in FAMILIES:
        digest.update(f"{family.package} {distribution(family.package).version}".encode())
        digest.update(str(family.source_path.stat().st_size).encode())
    digest.update(",".join(map(str, sorted(points))).encode())
    return digest.hexdigest()


def missing_characters(folder: Path = FONTS, languages: Path = LANGUAGES) -> str:
    """The catalogue characters for which some weight in `folder` has no glyph, in order; "" when none."""
    return _without_glyph(folder, catalogue_characters(languages), [family for family in FAMILIES if not family.more])


def missing_in_pack(pack: Path, folder: Path = FONTS) -> str:
    """The characters of one pack's own sentences that some weight of its own fonts does not draw, in order."""
    properties = tomllib.loads((pack / "pack.toml").read_text("utf-8"))
    own = "".join(
        [*_texts(properties), *(said for entry in polib.pofile(str(pack / "messages.po")) for said in _own(entry))]
    )
    return _without_glyph(folder, own, [family for family in FAMILIES if family.name in properties["fonts"]])


def _own(entry: polib.POEntry) -> Iterator[str]:
    yield from (entry.msgstr, *entry.msgstr_plural.values())


def _without_glyph(folder: Path, characters: Iterable[str], families: Iterable[Family]) -> str:
    missing: set[str] = set()
    files = [family.stem for family in families]
    for style in WEIGHTS:
        has: set[int] = set()
        for stem in files:
            with TTFont(str(folder / f"{stem}-{style}.ttf"), lazy=True) as font:
                has |= font.getBestCmap().keys()
        missing |= {character for character in characters if character >= " " and ord(character) not in has}
    return "".join(sorted(missing))


def made_files(folder: Path) -> list[Path]:
    """The files that a finished build leaves in `folder`."""
    fonts = [folder / f"{family.stem}-{style}.ttf" for family in FAMILIES for style in WEIGHTS]
    return fonts + [folder / f"{family.stem}-OFL.txt" for family in FAMILIES]


def build(folder: Path = FONTS, languages: Path = LANGUAGES) -> bool:
    """Make the fonts in `folder`; False when they already stand there for these packages and catalogues."""
    points = wanted_characters(languages)
    stamp = folder / STAMP
    mark = fingerprint(points)
    whole = all(path.is_file() for path in made_files(folder))
    if whole and stamp.is_file() and stamp.read_text("ascii") == mark:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    for family in FAMILIES:
        for style in WEIGHTS:
            (folder / f"{family.stem}-{style}.ttf").write_bytes(cut(family, style, points))
        (folder / f"{family.stem}-OFL.txt").write_bytes(family.licence_path.read_bytes())
    stamp.write_text(mark, "ascii")
    return True


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FONTS
    print(f"fonts: {'made' if build(target) else 'already made'} in {target}")
