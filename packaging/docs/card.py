"""The volunteer's card as a PDF in each language. One rule: what a button is called comes from the language pack.

Run as `python packaging/docs/card.py OUT`; needs the pictures of pictures.py in OUT/pictures. In the card's words
`{key}` stands for the catalogue's sentence of that key.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.resources import files
from pathlib import Path

import pypdfium2
import typst

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from kiosk.languages.catalogue import Catalogue, load_catalogue  # noqa: E402

CARD = ROOT / "docs" / "card"
LANGUAGES = ("en", "es")
PAPERS = {"a4": "a4", "letter": "us-letter"}
_KEY = re.compile(r"\{([a-z.-]+)\}")


def words(language: str, catalogue: Catalogue) -> str:
    """The card's TOML with every `{key}` filled. Raises Bug for a key that the pack does not have."""
    raw = (CARD / f"{language}.toml").read_text("utf-8")
    return _KEY.sub(lambda found: json.dumps(catalogue.say(found[1], shelter="…"), ensure_ascii=False)[1:-1], raw)


def build(out: Path) -> list[Path]:
    """The PDFs that were written into `out`."""
    made = []
    for language in LANGUAGES:
        filled = out / f"card-{language}.toml"
        filled.write_text(words(language, load_catalogue(language)), "utf-8")
        for paper, name in PAPERS.items():
            pdf = out / f"volunteer-{language}-{paper}.pdf"
            typst.compile(
                CARD / "card.typ",
                output=pdf,
                root="/",
                font_paths=[str(files("fontpkg_noto_sans"))],
                ignore_system_fonts=True,
                sys_inputs={"words": str(filled), "pictures": str(out / "pictures"), "paper": name},
                timestamp=0,
            )
            pages = len(pypdfium2.PdfDocument(pdf))
            if pages != 1:
                sys.exit(
                    f"{pdf.name} has {pages} pages; the card is one: shorten its words in docs/card/{language}.toml"
                )
            made.append(pdf)
        filled.unlink()
    return made


def main() -> int:
    out = Path(sys.argv[1]).resolve()
    for pdf in build(out):
        print(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
