"""Makes the catalogues ready for the first frame, PO to JSON. One rule: the PO stays the source."""

from __future__ import annotations

from kiosk.languages.catalogue import read_source
from kiosk.languages.compiled import FOLDER as MADE
from kiosk.languages.compiled import encode
from kiosk.languages.pack import PACKS, pack_codes


def build() -> bool:
    """Write what is missing or stale; True when something was written."""
    MADE.mkdir(exist_ok=True)
    wrote = False
    for code in pack_codes():
        source = (PACKS / code / "messages.po").read_bytes()
        content, path = encode(source, read_source(code, source)), MADE / f"{code}.json"
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
            wrote = True
    return wrote
