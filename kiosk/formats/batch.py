"""A closed batch as it travels, in one PUT or as one file on a stick. One rule: a batch is always full, so
its size says nothing about how many people came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from kiosk.formats import blob, cbor, manifest, shape
from kiosk.formats.cbor import damaged
from kiosk.formats.identity import SIGNATURE
from kiosk.formats.manifest import Manifest
from kiosk.ports.kinds import SLOTS_OF


@dataclass(frozen=True)
class Batch:
    """A parsed batch: the manifest's bytes and fields, the device's signature, the blobs in order of their
    SHA256.
    """

    manifest: Manifest
    manifest_bytes: bytes
    signature64: bytes
    blobs: tuple[bytes, ...]


def encode(manifest_bytes: bytes, signature64: bytes, blobs: Iterable[bytes]) -> bytes:
    """CBOR [manifest, signature64, [blob, …]], the blobs sorted by SHA256. Raises Bug when that is over 64
    kB.
    """
    ordered = sorted(blobs, key=_leaf)
    signature = shape.sized("signature64", signature64, SIGNATURE)
    return cbor.encode([manifest_bytes, signature, ordered])


def parse(untrusted: bytes) -> Batch:
    """A whole and full batch whose blobs are the manifest's, whoever signed it. Raises Damaged."""
    outer = shape.array(cbor.decode(untrusted), 3)
    manifest_bytes = shape.octets(outer[0])
    parsed = manifest.parse(manifest_bytes)
    blobs = tuple(shape.octets(item) for item in shape.array(outer[2], sum(SLOTS_OF.values())))
    if any(one >= two for one, two in pairwise(map(_leaf, blobs))):
        raise damaged("blobs out of order or with a repetition")
    heads = [blob.parse(item).head for item in blobs]
    if Counter(head.kind for head in heads) != SLOTS_OF:
        raise damaged("a batch that is not full")
    if any(head.site8 != parsed.site8 for head in heads):
        raise damaged("a blob of another site")
    manifest.verify_root(parsed, blobs)
    return Batch(parsed, manifest_bytes, shape.octets(outer[1], SIGNATURE), blobs)


def verify(batch: Batch, device_ed32: bytes) -> None:
    """Returns when this device signed the batch. Raises WrongKey, or Damaged when it names another kiosk."""
    manifest.parse_and_verify(batch.manifest_bytes, batch.signature64, device_ed32)


def _leaf(item: bytes) -> bytes:
    return sha256(item).digest()
