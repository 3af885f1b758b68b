"""The kiosk's printers.toml. One rule: it is read strictly, and written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kiosk import folder
from kiosk.boot.layout import Layout
from printers.settings import LIMIT, PrinterSettings, encode_settings, parse_settings

NAME = "printers.toml"


def path_of(layout: Layout) -> Path:
    """Where the settings lie: with what the guest process opens."""
    return layout.kiosk / NAME


def read_printers(layout: Layout) -> Sequence[PrinterSettings]:
    """The printers of a kiosk in their order, none without a file. Raises BadPrinterSettings, UnreadableFile."""
    try:
        return parse_settings(folder.read(path_of(layout), LIMIT))
    except folder.MissingFile:
        return ()


def write_printers(layout: Layout, printers: Sequence[PrinterSettings]) -> None:
    """Raises BadPrinterSettings, DiskFull, ReadOnlyFolder."""
    content = encode_settings(printers)
    parse_settings(content)
    folder.replace(path_of(layout), content)
