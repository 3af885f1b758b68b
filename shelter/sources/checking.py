"""Checks a batch before a record of it is opened. One rule: only what a listed kiosk of this site signed is looked at,
and one bad blob takes nothing else with it.

The root covers all blobs at once. When it does not fit, the batch was damaged on its way: its blobs are then handed
on as not whole, each still protected by its own seal, and whoever shows them says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from kiosk.formats import blob, manifest
from kiosk.formats.listed import Device, DeviceState
from kiosk.formats.manifest import Manifest
from kiosk.formats.schedule import Schedule
from kiosk.ports.kinds import SLOTS_OF, Kind
from kiosk.problem import Damaged, Problem, WrongKey
from shelter.sources.source import Parcel, Rubbish, Source

LEAF = 32
"""Bytes of what stands for a blob that was withdrawn."""


class RevokedKiosk(Problem):
    """A batch came from a kiosk that the site has revoked, from beyond the end of its chain."""

    code = "revoked-kiosk"


@dataclass(frozen=True)
class Delivery:
    """A batch of this site by one of its kiosks: `whole` when its blobs are the manifest's. `blobs` are those that
    can be read from outside, once each; `bad` the others.
    """

    manifest: Manifest
    digest32: bytes
    whole: bool
    blobs: tuple[bytes, ...]
    kinds: tuple[Kind, ...]
    bad: tuple[Rubbish, ...]

    def of(self, kind: Kind) -> Iterator[bytes]:
        """The blobs of one kind."""
        return (item for item, own in zip(self.blobs, self.kinds, strict=True) if own is kind)


def deliveries(
    sources: Iterable[Source], schedule: Schedule, known: Collection[bytes] = ()
) -> Iterator[Delivery | Rubbish]:
    """Every batch of every source, checked, each whole one once; none whose digest is `known` already."""
    seen = set(known)
    for source in sources:
        for found in source.parcels():
            if isinstance(found, Rubbish):
                yield found
            elif manifest.digest32(found.manifest) not in seen:
                checked = check(found, schedule)
                if isinstance(checked, Delivery) and checked.whole:
                    seen.add(checked.digest32)
                yield checked


def check(parcel: Parcel, schedule: Schedule) -> Delivery | Rubbish:
    """A delivery, or why it is none. What a revoked kiosk made before it was revoked stays valid."""
    try:
        signed = _signed_manifest(parcel, schedule)
    except Problem as problem:
        return Rubbish(parcel.manifest, problem.code)
    good, bad = _sorted_out(parcel.blobs[: sum(SLOTS_OF.values())], schedule.site8)
    whole = _root32(parcel.blobs) == signed.root32
    return Delivery(signed, manifest.digest32(parcel.manifest), whole, tuple(good), tuple(good.values()), bad)


def _root32(items: Sequence[bytes]) -> bytes:
    """The manifest's root; a withdrawn blob's leaf stands for it."""
    leaves = [item if len(item) == LEAF else sha256(item).digest() for item in items]
    return sha256(b"".join(sorted(leaves))).digest()


def _signed_manifest(parcel: Parcel, schedule: Schedule) -> Manifest:
    claimed = manifest.parse(parcel.manifest)
    device = schedule.device(claimed.kiosk8)
    if claimed.site8 != schedule.site8 or device is None:
        raise WrongKey("This batch is from another site or from a kiosk that this site does not list.")
    if not _still_counts(claimed, device):
        raise RevokedKiosk("This batch was made by a kiosk after it was revoked; nothing of it is counted.")
    return manifest.parse_and_verify(parcel.manifest, parcel.signature64, device.ed32)


def _still_counts(claimed: Manifest, device: Device) -> bool:
    """An active kiosk's batches do, and those of a revoked one up to the ends of its chains."""
    ends = {end.chain8: end.last_bno for end in device.chain_ends}
    return device.state is DeviceState.ACTIVE or claimed.bno <= ends.get(claimed.chain8, -1)


def _sorted_out(items: Sequence[bytes], site8: bytes) -> tuple[dict[bytes, Kind], tuple[Rubbish, ...]]:
    """The blobs that can be read from outside with their kinds, once each, and the others."""
    good: dict[bytes, Kind] = {}
    bad: list[Rubbish] = []
    for item in items:
        if len(item) == LEAF:
            continue
        try:
            head = blob.parse(item).head
        except Damaged as damaged:
            bad.append(Rubbish(item, damaged.code))
            continue
        if head.site8 == site8:
            good[item] = head.kind
        else:
            bad.append(Rubbish(item, WrongKey.code))
    return good, tuple(bad)
