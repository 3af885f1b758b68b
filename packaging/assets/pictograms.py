"""Makes every pictogram that `ui/pictograms/pictograms.toml` names: one SVG of one path in `currentColor`.

One rule: all look alike to the program (24 × 24, a single filled path), whether they come from the Material
Design Icons font of the registry package QtAwesome or from our own drawings in `ui/pictograms/own`.
Run as `python packaging/assets/pictograms.py [FOLDER]`.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
PICTOGRAMS = HERE.parents[1] / "ui" / "pictograms"
TABLE, OWN, MADE = PICTOGRAMS / "pictograms.toml", PICTOGRAMS / "own", PICTOGRAMS / "made"
STAMP = ".made"

ICON_FONT = "qtawesome/fonts/materialdesignicons6-webfont-6.9.96.ttf"
ICON_NAMES = "qtawesome/fonts/materialdesignicons6-webfont-charmap-6.9.96.json"
LICENCE_HEAD = """\
The pictograms in this folder that come from Material Design Icons 6.9.96 (https://pictogrammers.com/library/mdi/),
and the parts of our own drawings that do (`after` in pictograms.toml), are used under the Apache License 2.0.
Our own drawings are part of this program and under the same licence, which follows.

"""


@dataclass(frozen=True)
class Pictogram:
    """A row of the table: `source` is "own" or "mdi:NAME"; `mirrors` in right-to-left scripts."""

    name: str
    source: str
    mirrors: bool
    shows: str


def table(path: Path = TABLE) -> tuple[Pictogram, ...]:
    """The rows of `pictograms.toml`, in its order; KeyError when a row lacks a field."""
    rows = tomllib.loads(path.read_text("utf-8"))
    return tuple(Pictogram(name, row["source"], row["mirrors"], row["shows"]) for name, row in rows.items())


class IconFont:
    """The outlines of Material Design Icons by name, turned into a 24 × 24 box with y downwards."""

    def __init__(self) -> None:
        package = distribution("QtAwesome")
        names: dict[str, str] = json.loads(Path(str(package.locate_file(ICON_NAMES))).read_text("utf-8"))
        # Its dates lie before 1970 and its name table has a loose end: fontTools remarks on both each time.
        logging.getLogger("fontTools.ttLib").setLevel(logging.ERROR)
        font: Any = TTFont(str(package.locate_file(ICON_FONT)))
        self._points = {name: int(point, 16) for name, point in names.items()}
        self._glyphs, self._cmap = font.getGlyphSet(), font.getBestCmap()
        self._scale = 24 / font["head"].unitsPerEm
        self._top = 24 * font["hhea"].ascent / font["head"].unitsPerEm

    def path_data(self, name: str) -> str:
        """SVG path data (non-zero winding) of the icon; KeyError when the font has none of that name."""
        pen = SVGPathPen(self._glyphs, lambda value: f"{value:.3f}".rstrip("0").rstrip("."))
        flip = (self._scale, 0, 0, -self._scale, 0, self._top)
        self._glyphs[self._cmap[self._points[name]]].draw(TransformPen(pen, flip))
        return str(pen.getCommands())


def svg(path_data: str, rule: str) -> str:
    """A whole SVG file around one path; `rule` is its fill rule."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">'
        f'<path fill="currentColor" fill-rule="{rule}" d="{path_data}"/></svg>\n'
    )


def drawn(pictogram: Pictogram, icons: IconFont, own: Path = OWN) -> str:
    """The finished file of one row of the table."""
    from drawing import flattened  # only when something is made: a build with nothing to do stays quick

    kind, _, icon = pictogram.source.partition(":")
    if kind == "mdi":
        return svg(icons.path_data(icon), "nonzero")
    return svg(flattened(own / f"{pictogram.name}.svg"), "evenodd")


def fingerprint() -> str:
    """A digest of all that decides the bytes: programs, table, own drawings and the packages' versions."""
    digest = hashlib.sha256()
    for path in sorted([*HERE.glob("*.py"), TABLE, *OWN.glob("*.svg")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for package in ("QtAwesome", "fonttools", "PySide6_Essentials"):
        digest.update(distribution(package).version.encode())
    return digest.hexdigest()


def licence() -> str:
    """Where the pictograms come from, and the whole text of the Apache License."""
    text = distribution("cryptography").locate_file(
        f"cryptography-{distribution('cryptography').version}.dist-info/licenses/LICENSE.APACHE"
    )
    return LICENCE_HEAD + Path(str(text)).read_text("utf-8")


def build(folder: Path = MADE) -> bool:
    """Make all pictograms in `folder`; False when they already stand there as this table wants them."""
    rows = table()
    stamp, mark = folder / STAMP, fingerprint()
    whole = all((folder / f"{row.name}.svg").is_file() for row in rows)
    if whole and stamp.is_file() and stamp.read_text("ascii") == mark:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    wanted = {f"{row.name}.svg" for row in rows}
    for stale in [path for path in folder.glob("*.svg") if path.name not in wanted]:
        stale.unlink()
    icons = IconFont()
    for row in rows:
        (folder / f"{row.name}.svg").write_text(drawn(row, icons), "utf-8", newline="\n")
    (folder / "LICENSE.txt").write_text(licence(), "utf-8", newline="\n")
    stamp.write_text(mark, "ascii")
    return True


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else MADE
    print(f"pictograms: {'made' if build(target) else 'already made'} in {target}")
