"""The picture in README and docs/demo.md, from a demo's results. One rule: it shows nothing that a demo did not make.

Run as `python packaging/docs/demo_picture.py OUT` after `ceiba demo --headless --out OUT`; writes docs/pictures.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageOps

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
PAPER, LINE = "#f7f3ec", "#dde3e4"
HEIGHT, GAP, COLOURS = 470, 28, 32
GUEST = "arabic-speaker-who-is-sick"
PAGE = 6
"""The picture in which a first answer is marked."""


def beside(pictures: Sequence[Path], height: int = HEIGHT) -> Image.Image:
    """The pictures in one row, each `height` pixels tall."""
    panels = [ImageOps.expand(_tall(path, height), border=1, fill=LINE) for path in pictures]
    width = sum(panel.width for panel in panels) + GAP * (len(panels) + 1)
    row, left = Image.new("RGB", (width, panels[0].height + 2 * GAP), PAPER), GAP
    for panel in panels:
        row.paste(panel, (left, GAP))
        left += panel.width + GAP
    return row


def _tall(path: Path, height: int) -> Image.Image:
    with Image.open(path) as picture:
        whole = picture.convert("RGB")
    return whole.resize((round(whole.width * height / whole.height), height), Image.Resampling.LANCZOS)


def main() -> int:
    out = Path(sys.argv[1])
    summary = min((out / "summary").glob("*-1.png"))
    row = beside([out / "pictures" / f"{GUEST}-{PAGE:02d}.png", out / "slips" / f"{GUEST}.png", summary])
    row.quantize(COLOURS).save(PICTURES / "demo.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
