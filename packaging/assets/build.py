"""Makes all that is cut or drawn from registry packages: fonts and pictograms. Quick when nothing changed."""

from __future__ import annotations

import fonts
import pictograms


def main() -> None:
    for name, make, folder in (
        ("fonts", fonts.build, fonts.FONTS),
        ("pictograms", pictograms.build, pictograms.MADE),
    ):
        made = make()
        print(f"{name}: {'made' if made else 'already made'} in {folder.relative_to(fonts.HOUSE)}")
        if made and name == "fonts" and (missing := fonts.missing_characters()):
            print(f"fonts: no glyph for {missing} (the packages named in fonts.py do not draw it)")


if __name__ == "__main__":
    main()
