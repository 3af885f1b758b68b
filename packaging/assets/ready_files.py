"""Makes ready what the first frame shows: sentences, packs, protocols, pictograms.

One rule: PO and TOML stay the source.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from pictograms import MADE as PICTOGRAMS_MADE
from pictograms import TABLE as PICTOGRAMS

from kiosk import ready
from kiosk.languages.catalogue import read_source
from kiosk.languages.pack import MADE, PACKS, pack_codes, pack_table
from kiosk.visit.protocol_file import MADE as PROTOCOLS_MADE
from kiosk.visit.protocol_file import PROTOCOLS, protocol_table


def build() -> bool:
    """Write what is missing or stale; True when something was written."""
    stale = [(path, content) for path, content in wanted() if not path.is_file() or path.read_bytes() != content]
    for path, content in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return bool(stale)


def wanted() -> Iterator[tuple[Path, bytes]]:
    """Every file and its bytes."""
    for code in pack_codes():
        properties, sentences = ((PACKS / code / name).read_bytes() for name in ("pack.toml", "messages.po"))
        yield MADE / f"{code}.cbor", ready.encode(read_source(code, sentences), sentences)
        yield MADE / f"{code}.pack.cbor", ready.encode(pack_table(code, properties), properties)
    for file in sorted(PROTOCOLS.glob("*.toml")):
        source = file.read_bytes()
        yield PROTOCOLS_MADE / f"{file.stem}.cbor", ready.encode(protocol_table(source), source)
    source = PICTOGRAMS.read_bytes()
    yield PICTOGRAMS_MADE / "pictograms.cbor", ready.encode(tomllib.loads(source.decode()), source)
