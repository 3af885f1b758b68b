"""Where the packaging lies."""

from __future__ import annotations

import configparser
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
DEB = HOUSE / "packaging" / "deb"
DEBIAN = DEB / "debian"
PACKAGE_TEST = HOUSE / "packaging" / "package_test"


def sections(path: Path) -> configparser.ConfigParser:
    """A unit or desktop entry, with its keys as they are written; the last of a repeated key counts."""
    parser = configparser.ConfigParser(interpolation=None, strict=False, delimiters=("=",), comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(path.read_text("utf-8"))
    return parser
