"""What the maintainers say of one package: CBOR [statement, signature64] in a file beside it. One rule: nothing in a
package is looked at before its bytes are the ones that a release key signed for.

`stores` are the newest migrations of kiosk, desk and server, so that nobody goes back to a version that cannot read
what the newer one wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.formats import cbor, identity, shape, signed
from kiosk.formats.cbor import Value, damaged
from kiosk.problem import WrongKey

PURPOSE = "release"
LIMIT = 4096
"""Bytes of the longest file."""
LARGEST = 400_000_000
"""Bytes of the largest package; today's has a seventh of it."""
LATEST = 253_402_300_799
"""The last second that has a date."""
STORES = 16
_NUMBER = 999_999
_WRITTEN = re.compile(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})", re.ASCII)
_STORE = re.compile(r"[a-z0-9]{1,16}", re.ASCII)


class Version(NamedTuple):
    """Compared number by number."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    @staticmethod
    def parse(untrusted: str) -> Version:
        """`1.2.3` and nothing else. Raises Damaged."""
        found = _WRITTEN.fullmatch(untrusted)
        if found is None:
            raise damaged("a version that is not three numbers")
        return Version(*map(int, found.groups()))


@dataclass(frozen=True)
class Statement:
    """`issued` is the commit's time in seconds since 1970; `lowest` the oldest version that may be updated to it."""

    version: Version
    sha256: bytes
    size: int
    issued: int
    lowest: Version
    stores: tuple[str, ...]

    def sign(self, release_key: Ed25519PrivateKey) -> bytes:
        """The bytes of the file."""
        digest = shape.sized("sha256", self.sha256, 32)
        fields = [1, list(self.version), digest, self.size, self.issued, list(self.lowest), list(self.stores)]
        return signed.sign(cbor.encode(fields), PURPOSE, release_key)

    @staticmethod
    def parse(structure: bytes) -> Statement:
        """From the structure's bytes, unverified. Raises Damaged."""
        fields = shape.array(cbor.decode(structure, limit=LIMIT), 7)
        shape.version(fields[0])
        stores = shape.array(fields[6])
        if len(stores) > STORES:
            raise damaged("more stores than there are")
        return Statement(
            _version(fields[1]),
            shape.octets(fields[2], 32),
            shape.uint(fields[3], LARGEST),
            shape.uint(fields[4], LATEST),
            _version(fields[5]),
            tuple(map(_store, stores)),
        )

    @staticmethod
    def parse_and_verify(untrusted: bytes, release_keys: Iterable[bytes]) -> Statement:
        """A statement that one of these Ed25519 keys signed. Raises Damaged, WrongKey."""
        structure, signature64 = signed.split(untrusted, limit=LIMIT)
        for ed32 in release_keys:
            try:
                identity.verify(ed32, PURPOSE, structure, signature64)
            except WrongKey:
                continue
            return Statement.parse(structure)
        raise WrongKey("This package is not signed by Ceiba's maintainers; do not install it, ask where it came from.")


def _version(value: Value) -> Version:
    return Version(*(shape.uint(one, _NUMBER) for one in shape.array(value, 3)))


def _store(value: Value) -> str:
    if not isinstance(value, str) or not _STORE.fullmatch(value):
        raise damaged("a store's revision that is none")
    return value
