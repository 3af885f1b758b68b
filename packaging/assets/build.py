"""Makes fonts and pictograms from registry packages, makes ready what the first frame shows, and makes speech.

Quick when nothing changed.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # this house's packs, whichever is installed

import fonts
import pictograms
import ready_files
import speech


def main() -> None:
    for name, make, folder in (
        ("fonts", fonts.build, fonts.FONTS),
        ("pictograms", pictograms.build, pictograms.MADE),
        ("first frame", ready_files.build, ready_files.MADE),
        ("speech", speech.build, speech.MADE),
    ):
        made = make()
        print(f"{name}: {'made' if made else 'already made'} in {folder.relative_to(fonts.HOUSE)}")
        if made and name == "fonts" and (missing := fonts.missing_characters()):
            print(f"fonts: no glyph for {missing} (the packages named in fonts.py do not draw it)")
    print(speech.told())


if __name__ == "__main__":
    main()
