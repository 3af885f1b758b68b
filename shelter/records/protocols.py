"""The protocols that a desk can read. One rule: it keeps every protocol that its site accepted, so that old paper
stays readable: the shipped ones and those in DIR/shelter/protocols.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk import folder
from kiosk.visit.protocol import Protocol
from kiosk.visit.protocol_file import load_protocol, shipped_protocol

SHIPPED = ("default", "covid-2021")
LARGEST = 262_144


@dataclass(frozen=True)
class Protocols:
    """Looks protocols up by the beginning of their SHA256: 8 bytes in a record, 2 on paper."""

    every: tuple[Protocol, ...]

    @classmethod
    def load(cls, place: Path) -> Protocols:
        """The shipped protocols and every TOML file of a folder, which need not be there. Raises BadProtocol."""
        own = (load_protocol(folder.read(path, LARGEST)) for path in sorted(place.glob("*.toml")))
        return cls(tuple(_once((*map(shipped_protocol, SHIPPED), *own))))

    def beginning(self, digest: bytes) -> tuple[Protocol, ...]:
        """Those whose SHA256 begins so; two protocols may share two bytes."""
        return tuple(protocol for protocol in self.every if protocol.digest32.startswith(digest))


def _once(protocols: Iterable[Protocol]) -> Iterator[Protocol]:
    known: set[bytes] = set()
    for protocol in protocols:
        if protocol.digest32 not in known:
            known.add(protocol.digest32)
            yield protocol
