"""A small kiosk of the vectors' site: visits, leaflets and events into batches, as the real one makes them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from zoneinfo import ZoneInfo

from kiosk.formats import cbor
from kiosk.formats.device import DeviceKeys
from kiosk.formats.epoch import epoch_of
from kiosk.formats.schedule import Schedule
from kiosk.ports.batches import Link, OpenBatch, Slot
from kiosk.ports.kinds import SLOTS_OF, Kind
from kiosk.visit.answer import DECLINED, Answer, Sharing
from kiosk.visit.flow import QuestionStep
from kiosk.visit.protocol import Protocol, QuestionKind
from kiosk.visit.protocol_file import shipped_protocol
from kiosk.visit.sealer import Sealer
from kiosk.visit.visit import HouseholdLink, Visit
from shelter.sources.source import Parcel, Rubbish
from tests.kiosk.hands import HandClock
from tests.vectors.site import KIOSK, SCHEDULE

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = 20_781
TODAY = NOON.date()
OFFERS = ("mask", "handwash", "airy", "nurse", "test", "vaccine", "interpreter", "legal")
DEFAULT = shipped_protocol("default")


class MemoryMarks:
    """High-water marks that live as long as a test."""

    def __init__(self) -> None:
        self.highest = (0, 0)

    def epoch(self) -> int:
        return self.highest[0]

    def schedule_version(self) -> int:
        return self.highest[1]

    def raise_to(self, epoch: int, schedule_version: int) -> None:
        self.highest = max(self.highest[0], epoch), max(self.highest[1], schedule_version)


@dataclass
class Parcels:
    """A source with whatever a test puts into it."""

    found: list[Parcel | Rubbish] = field(default_factory=list)

    def parcels(self) -> Iterable[Parcel | Rubbish]:
        return iter(self.found)


@dataclass
class Told:
    """A sealed visit: the visit itself, its code, its slip and its two blobs."""

    visit: Visit
    code5: bytes
    digits: str
    blobs: dict[Kind, bytes]


class SmallKiosk:
    """One kiosk at a time that a test sets; its batches follow each other."""

    def __init__(
        self,
        now: datetime = NOON,
        *,
        protocol: Protocol = DEFAULT,
        schedule: Schedule = SCHEDULE,
        device: DeviceKeys = KIOSK,
    ) -> None:
        self.clock = HandClock(now)
        self.protocol = protocol
        self.schedule = schedule
        self.sealer = Sealer(schedule, device, protocol, ZoneInfo("UTC"), self.clock, MemoryMarks())
        self._link = Link(os.urandom(8), 0, bytes(32))

    def seal(self, visit: Visit) -> Told:
        code5 = os.urandom(5)
        blobs = {Kind.INTAKE: self.sealer.intake(visit, code5), Kind.TALLY: self.sealer.tally(visit)}
        return Told(visit, code5, self.sealer.slip_of(visit, code5), blobs)

    def leaflet(self) -> str:
        return self.sealer.empty_slip(os.urandom(5))

    def parcel(self, blobs: Iterable[tuple[Kind, bytes]]) -> Parcel:
        """A batch with these blobs, the rest covers."""
        free = {kind: iter(range(many)) for kind, many in SLOTS_OF.items()}
        slots = {Slot(kind, next(free[kind])): blob for kind, blob in blobs}
        slots |= {Slot(kind, index): self.sealer.cover(kind) for kind, left in free.items() for index in left}
        batch = OpenBatch(epoch_of(self.clock.wall()), self.schedule.version, self._link, slots)
        manifest, signature64, digest32 = self.sealer.sign_batch(batch)
        self._link = Link(self._link.chain8, self._link.bno + 1, digest32)
        return Parcel(manifest, signature64, sorted(slots.values()))

    def parcel_of(self, *told: Told) -> Parcel:
        return self.parcel((kind, blob) for one in told for kind, blob in one.blobs.items())


def visit(
    said: dict[str, tuple[int, ...]] | None = None,
    *,
    protocol: Protocol = DEFAULT,
    language: str = "es",
    sharing: Sharing = Sharing.ALL,
    wanted: tuple[str, ...] = (),
    given: tuple[str, ...] = (),
    link: HouseholdLink | None = None,
) -> Visit:
    """A visit that answers the questions named and declines the others; None is things only."""
    begun = Visit.begin(protocol, OFFERS, link)
    flow = begun.flow
    flow.choose_language(language)
    if said is None:
        flow.choose_things_only()
    else:
        flow.choose_questions()
        while isinstance(flow.step, QuestionStep):
            codes = said.get(flow.step.question.key)
            flow.answer(Answer(codes) if codes else DECLINED)
    codes = {offer.key: offer.code for offer in protocol.offers}
    flow.choose_offers(codes[key] for key in wanted)
    begun.given.update(codes[key] for key in given)
    if said is not None:
        flow.share(sharing)
    return begun


def any_visit(random: Random, protocol: Protocol = DEFAULT) -> Visit:
    """A visit that answers whatever comes up."""
    said: dict[str, tuple[int, ...]] = {}
    for question in protocol.questions:
        codes = [option.code for option in question.options]
        if question.kind in (QuestionKind.CHILDREN, QuestionKind.COUNT):
            said[question.key] = (random.randint(1, question.most),)
        elif question.kind is QuestionKind.MANY:
            said[question.key] = tuple(sorted(random.sample(codes[1:], random.randint(1, 3))))
        else:
            said[question.key] = (random.choice(codes),)
        if random.random() < 0.2:
            del said[question.key]
    return visit(said, protocol=protocol, sharing=random.choice(list(Sharing)))


def as_file(parcel: Parcel) -> bytes:
    """A batch as it lies on a stick, bad blobs and all."""
    return cbor.encode([parcel.manifest, parcel.signature64, list(parcel.blobs)])


def flipped(blob: bytes, at: int = -40) -> bytes:
    """The same bytes but for one bit."""
    changed = bytearray(blob)
    changed[at] ^= 1
    return bytes(changed)
