"""The pictures in README and the guides: real window, real slip. One rule: each is small, so that a page loads quickly.

Run as `python packaging/docs/front_pictures.py`; writes docs/pictures/NAME.png. The pictures of a demo's results are
demo_picture.py's.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from demo_picture import COLOURS, PICTURES, beside
from pictures import take
from PIL import Image
from PySide6.QtGui import QGuiApplication

from kiosk.boot.commands import main as ceiba

WIDTH = 960
MOST_BYTES = 60_000
PAGES = {
    "language": ("en", "language-first"),
    "sick-es": ("es", "sick"),
    "doctor-called-en": ("en", "call-doctor"),
    "offers-ar": ("ar", "offers-marked"),
    "status-en": ("en", "status"),
}
"""The picture's name, the language and the page of the walk."""
PAPER = ("paper-en", "en", "paper")
"""The page that offers the slip, beside the slip."""
SLIPS = ("es", "ar", "uk", "zh-Hans")
SLIP_HEIGHT, SLIP_COLOURS = 660, 6


def seen(folder: Path) -> dict[str, Image.Image]:
    """All pictures by name, at the size and in the colours in which they are kept."""
    wanted = [*PAGES.values(), PAPER[1:]]
    for language in sorted({language for language, _ in wanted}):
        take(folder, language, {page for spoken, page in wanted if spoken == language})
    pictures = {name: _narrow(folder / f"{language}-{page}.png") for name, (language, page) in PAGES.items()}
    name, language, page = PAPER
    pictures[name] = beside([folder / f"{language}-{page}.png", _slip(folder, language)])
    kept = {name: picture.quantize(COLOURS) for name, picture in pictures.items()}
    slips = beside([_slip(folder, language) for language in SLIPS], SLIP_HEIGHT)
    return {**kept, "slip-languages": slips.quantize(SLIP_COLOURS, Image.Quantize.FASTOCTREE)}


def _narrow(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        whole = picture.convert("RGB")
    return whole.resize((WIDTH, round(whole.height * WIDTH / whole.width)), Image.Resampling.LANCZOS)


def _slip(folder: Path, language: str) -> Path:
    path = folder / f"slip-{language}.png"
    words = ["--slip", "demo", "--lang", language, "--paper", "80", "--format", "png", "--out", str(path)]
    if ceiba(["printer", "render", *words]) != 0:
        sys.exit("the slip could not be drawn")
    return path


def main() -> int:
    application = QGuiApplication([])
    with TemporaryDirectory() as folder:
        for name, picture in seen(Path(folder)).items():
            picture.save(PICTURES / f"{name}.png", optimize=True)
    del application
    large = [f"{path.name} has more than {MOST_BYTES} bytes" for path in _too_large()]
    print("\n".join(large) or f"{len(PAGES) + 2} pictures in {PICTURES}")
    return 1 if large else 0


def _too_large() -> list[Path]:
    return [path for path in sorted(PICTURES.glob("*.png")) if path.stat().st_size > MOST_BYTES]


if __name__ == "__main__":
    sys.exit(main())
