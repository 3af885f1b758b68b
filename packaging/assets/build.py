"""Makes all that is cut or drawn from registry packages: fonts and pictograms. Quick when nothing changed."""

from __future__ import annotations

import fonts
import pictograms


def main() -> None:
    for name, make, folder in (
        ("fonts", fonts.build, fonts.FONTS),
        ("pictograms", pictograms.build, pictograms.MADE),
    ):
        print(f"{name}: {'made' if make() else 'already made'} in {folder.relative_to(fonts.HOUSE)}")


if __name__ == "__main__":
    main()
