"""Where the bundle's programs lie."""

from __future__ import annotations

from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
DEB = HOUSE / "packaging" / "deb"
BUNDLE = HOUSE / "packaging" / "bundle"
