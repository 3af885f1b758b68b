"""Every language on every paper as `ceiba printer render` writes it, for people to look at, and held against itself.

Writes build/slips/LANGUAGE-PAPER.{pdf,png,escpos}, one contact sheet a language (sheet-LANGUAGE.png) and contact.png
with all of them at 80 mm. Exit code 1 when a code is not read, or when a receipt printer's job has another length.
That a job is the very picture is proven in the tests: here every proof has its own code.
Run as `python packaging/slips.py [FOLDER] [LANGUAGE …]`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402

from kiosk.boot.commands import main as ceiba  # noqa: E402
from kiosk.languages.pack import pack_codes  # noqa: E402
from printers.settings import NAMED  # noqa: E402
from tests.printers.receipt_machine import ReceiptMachine  # noqa: E402
from tests.printers.scanner import texts  # noqa: E402

FORMATS = ("pdf", "png", "escpos")
CONTACT_PAPER = "80"
GREY, GAP = 128, 24


def make(folder: Path, language: str) -> Iterator[str]:
    """All files of one language and its contact sheet; what is wrong with them, as one line each."""
    sheets = []
    for paper in NAMED:
        files = {kind: folder / f"{language}-{paper}.{kind}" for kind in FORMATS}
        for kind, file in files.items():
            words = ["--slip", "demo", "--lang", language, "--paper", paper, "--format", kind, "--out", str(file)]
            if ceiba(["printer", "render", *words]) != 0:
                yield f"{file.name} could not be written"
        picture, paper_out = Image.open(files["png"]), printed(files["escpos"])
        sheets.append(picture)
        if any(len(texts(sheet)) != 1 for sheet in (picture, paper_out)):
            yield f"{language} on {paper}: a code is not read"
        if paper_out.size != picture.size:
            yield f"{language} on {paper}: a receipt printer's paper has another length"
    table([[halved(sheet) for sheet in sheets]]).save(folder / f"sheet-{language}.png")


def printed(job: Path) -> Image.Image:
    """What a receipt printer makes of a job."""
    machine = ReceiptMachine()
    machine.take(job.read_bytes())
    (sheet,) = machine.papers
    return sheet


def halved(sheet: Image.Image) -> Image.Image:
    """At half the dots, as grey levels: about as large on a screen as on paper."""
    return sheet.convert("L").reduce(2)


def table(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """Pictures beside and below each other on grey."""
    width = max(sum(cell.width + GAP for cell in row) for row in rows) + GAP
    heights = [max(cell.height for cell in row) + GAP for row in rows]
    whole = Image.new("L", (width, sum(heights) + GAP), GREY)
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        left = GAP
        for cell in row:
            whole.paste(cell, (left, top))
            left += cell.width + GAP
        top += height
    return whole


def main(folder: Path, languages: Sequence[str]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    wrong = [finding for language in languages for finding in make(folder, language)]
    table([[halved(Image.open(folder / f"{code}-{CONTACT_PAPER}.png")) for code in languages]]).save(
        folder / "contact.png"
    )
    print("\n".join(wrong) or f"{len(languages)} languages on {len(NAMED)} papers, no findings: {folder}")
    return 1 if wrong else 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(Path(given[0]) if given else ROOT / "build" / "slips", given[1:] or pack_codes()))
