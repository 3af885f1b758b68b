"""The window's own fonts. One rule: the same letters on every machine, never the machine's own first."""

from __future__ import annotations

from functools import cache
from importlib import resources

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

FAMILIES = ("Noto Sans", "Noto Sans Arabic")


@cache
def load_fonts() -> tuple[str, ...]:
    """Register every font file of the language packs once; the families that they brought."""
    brought: list[str] = []
    folder = resources.files("kiosk.languages").joinpath("fonts")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name) if folder.is_dir() else ():
        if file.name.endswith(".ttf"):
            number = QFontDatabase.addApplicationFontFromData(file.read_bytes())
            brought += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(brought))


def use_fonts() -> None:
    """Make the packs' fonts the window's."""
    brought = load_fonts()
    font = QFont()
    font.setFamilies([family for family in FAMILIES if family in brought] + list(set(brought) - set(FAMILIES)))
    QGuiApplication.setFont(font)
