"""The language packs that a site accepted, as its kiosks get them. One rule: a pack is its very bytes; when a word of
it changes, the site is asked again.

The list names no reviewer: it lies on every kiosk, and who read the words is the site's own record
(`kiosk.boot.site.packs`). What the first frame may know of it before it is verified is in `named_packs`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.formats import cbor, identity, shape, signed
from kiosk.formats.cbor import Value
from kiosk.formats.identity import id8, label
from kiosk.formats.named_packs import LIMIT, MOST, code_of, fields_of
from kiosk.problem import Bug, Damaged, Problem, WrongKey

PURPOSE = "packs"


class OldPacks(Problem):
    """A list of accepted packs is older than the one at hand, or says otherwise under the same version."""

    code = "old-packs"


def pack32(properties: bytes, sentences: bytes) -> bytes:
    """What a pack is known by: the bytes of its `pack.toml` and of its `messages.po`."""
    return sha256(label("pack") + sha256(properties).digest() + sha256(sentences).digest()).digest()


@dataclass(frozen=True, order=True)
class AcceptedPack:
    """One state of one language's pack. A site may accept several of one language: kiosks are updated one by one."""

    code: str
    pack32: bytes

    def to_value(self) -> list[Value]:
        return [self.code, shape.sized("pack32", self.pack32, 32)]

    @staticmethod
    def from_value(value: Value) -> AcceptedPack:
        fields = shape.array(value, 2)
        return AcceptedPack(code_of(fields[0]), shape.octets(fields[1], 32))


@dataclass(frozen=True)
class AcceptedPacks:
    """`version` rises with every change. `packs` ascend by (code, pack32)."""

    site8: bytes
    version: int
    packs: tuple[AcceptedPack, ...] = ()

    def holds(self, code: str, pack32: bytes) -> bool:
        """Whether the site accepted exactly this pack."""
        return AcceptedPack(code, pack32) in self.packs

    def accept(self, pack: AcceptedPack) -> AcceptedPacks:
        """The next list, with this pack in it."""
        return replace(self, version=self.version + 1, packs=tuple(sorted({*self.packs, pack})))

    def withdraw(self, code: str) -> AcceptedPacks:
        """The next list, without this language."""
        return replace(self, version=self.version + 1, packs=tuple(one for one in self.packs if one.code != code))

    def sign(self, authority: Ed25519PrivateKey) -> bytes:
        """The bytes of the file. Raises Bug for a list that no kiosk would take."""
        structure = cbor.encode([1, self.site8, self.version, [one.to_value() for one in self.packs]])
        try:
            parse(structure)
        except Damaged as error:
            raise Bug("a list of packs outside its format") from error
        return signed.sign(structure, PURPOSE, authority)


def parse_and_verify(untrusted: bytes, authority_ed32: bytes) -> AcceptedPacks:
    """The list from its file. Raises Damaged, WrongKey (not by this authority)."""
    structure, signature64 = signed.split(untrusted, limit=LIMIT)
    identity.verify(authority_ed32, PURPOSE, structure, signature64)
    accepted = parse(structure)
    if accepted.site8 != id8(authority_ed32):
        raise WrongKey("This list of languages is for another site than the authority that signed it; ask your site.")
    return accepted


def check_follows(known: AcceptedPacks, untrusted_next: AcceptedPacks) -> None:
    """Returns when `untrusted_next` may take the place of `known`, a list of the same authority. Raises OldPacks."""
    same = untrusted_next.version == known.version and untrusted_next != known
    if untrusted_next.version < known.version or same:
        raise OldPacks("This list of accepted languages is older than the one in use; fetch the newest from your site.")


def parse(untrusted: bytes) -> AcceptedPacks:
    """A list from the bytes that are signed, whoever signed them. Raises Damaged."""
    site8, version, listed = fields_of(untrusted)
    packs = tuple(AcceptedPack.from_value(value) for value in listed)
    if len(packs) > MOST:
        raise cbor.damaged("more packs than a list may hold")
    shape.ascending((one.code, one.pack32) for one in packs)
    return AcceptedPacks(site8, version, packs)
