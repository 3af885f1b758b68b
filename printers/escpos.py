"""Dots into the language of receipt printers. One rule: pictures only, for no printer's own fonts know our scripts.

`GS v 0` is the one raster command that every profile of python-escpos has. The bytes are proven equal to that library's
in the tests; it is not used here because importing it leaves a folder with a pickle in /tmp at every start and sets up
the root logger.
"""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageChops

BEGIN = b"\x1b@"
"""ESC @: forget what an earlier job left half said."""
FEED = b"\x1bd\x06"
"""ESC d 6: the last line past the tear bar."""
CUT = b"\x1dV\x00"
FRAGMENT = 256
"""Lines a raster command at most: cheap printers have small buffers."""


def encode(pages: Sequence[Image.Image], cutter: bool) -> bytes:
    """One job: the pages below each other (1 bit, ink is 0), a feed, and a cut where there is a cutter."""
    job = [BEGIN]
    for page in pages:
        job += [_fragment(page, top) for top in range(0, page.height, FRAGMENT)]
    return b"".join([*job, FEED, CUT if cutter else b""])


def _fragment(page: Image.Image, top: int) -> bytes:
    part = page.crop((0, top, page.width, min(top + FRAGMENT, page.height)))
    columns = (part.width + 7) // 8
    ink = ImageChops.invert(part.convert("L")).convert("1", dither=Image.Dither.NONE)
    head = b"\x1dv0\x00" + columns.to_bytes(2, "little") + part.height.to_bytes(2, "little")
    return head + ink.tobytes()
