"""`ceiba inspect FILE`: what a file is and what its outside says. No key is needed, and none is asked for."""

from __future__ import annotations

from argparse import Namespace

from kiosk import folder
from kiosk.formats.inspect import describe

LIMIT = 1 << 20


def run(arguments: Namespace) -> int:
    """Print one line a fact."""
    facts = describe(folder.read(arguments.file, LIMIT))
    width = max(len(name) for name, _ in facts)
    for name, value in facts:
        print(f"{name:<{width}}  {value}")
    return 0
