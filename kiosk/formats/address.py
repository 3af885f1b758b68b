"""Where a kiosk finds its site's server. One rule: the address and the certificate only help to get there; who is
believed is in the signed schedule.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.formats import cbor, shape
from kiosk.formats.cbor import Value, damaged

LIMIT = 8192
LONGEST_URL = 200


@dataclass(frozen=True)
class ServerAddress:
    """`url` is https://HOST:PORT; `site_ca` the certificate, in PEM, of the authority that signed the server's."""

    url: str
    site_ca: str

    def encode(self) -> bytes:
        """The bytes of a server.ceiba file: CBOR [1, url, site_ca]."""
        return cbor.encode([1, self.url, self.site_ca])

    @staticmethod
    def parse(untrusted: bytes) -> ServerAddress:
        """The same from its file. Raises Damaged."""
        fields = shape.array(cbor.decode(untrusted, limit=LIMIT), 3)
        shape.version(fields[0])
        return ServerAddress(parse_url(fields[1]), _text(fields[2], LIMIT))


def parse_url(value: Value) -> str:
    """An address as text; whether it is an https one is the transport's to say. Raises Damaged."""
    return _text(value, LONGEST_URL)


def _text(value: Value, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest or not value.isascii():
        raise damaged("a text of another kind or too long")
    return value
