"""`ceiba inspect FILE`: what a file is and what its outside says. No key is needed, and none is asked for."""

from __future__ import annotations

from argparse import Namespace

from kiosk import folder
from kiosk.formats.inspect import describe

LIMIT = 1 << 20
ZIP_NAME, FIRST_NAME = 30, b"doctor.json"
"""Where a ZIP file's first name stands (APPNOTE.TXT, 4.3.7), and the one that `ceiba support-bundle` puts there."""
BUNDLE = [("file", "support bundle, an ordinary ZIP file"), ("read it", "python3 -m zipfile -e FILE A-NEW-FOLDER")]


def run(arguments: Namespace) -> int:
    """Print one line a fact."""
    untrusted = folder.read(arguments.file, LIMIT)
    facts = BUNDLE if untrusted[ZIP_NAME:].startswith(FIRST_NAME) else describe(untrusted)
    width = max(len(name) for name, _ in facts)
    for name, value in facts:
        print(f"{name:<{width}}  {value}")
    return 0
