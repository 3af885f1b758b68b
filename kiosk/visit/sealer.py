"""Turns a visit into sealed bytes. One rule: what leaves here can be opened by the shelter's keys only.

The sealer knows the site's schedule and this kiosk's own keys; it holds no secret that opens anything.
"""

from __future__ import annotations

import logging
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.formats import blob, manifest, slip
from kiosk.formats.device import DeviceKeys
from kiosk.formats.epoch import current_epoch, epoch_of
from kiosk.formats.essentials import Field, pack
from kiosk.formats.schedule import Device, Schedule
from kiosk.ports.batches import OpenBatch
from kiosk.ports.clock import Clock
from kiosk.ports.kinds import READER_OF, Kind, Role
from kiosk.ports.marks import Marks
from kiosk.problem import Bug, Problem
from kiosk.visit.essentials import empty_essentials, essentials_of
from kiosk.visit.protocol import Protocol
from kiosk.visit.record import SCHEMA, Event, Moment, Record, event_record, intake_record, tally_record
from kiosk.visit.visit import Visit

log = logging.getLogger(__name__)


class Sealer:
    """Seals records, slips and batch manifests for one kiosk of one site."""

    def __init__(
        self,
        schedule: Schedule,
        device: DeviceKeys,
        protocol: Protocol,
        timezone: ZoneInfo,
        clock: Clock,
        marks: Marks,
    ) -> None:
        listed = schedule.device(device.device8)
        if listed is None:
            raise Bug("a kiosk that its schedule does not list")
        self.schedule = schedule
        self._index = listed.index
        self._device = device
        self._protocol = protocol
        self._timezone = timezone
        self._clock = clock
        self._marks = marks
        self._highest = self._remembered()

    def epoch(self) -> int:
        """The week to seal to (DESIGN section 3): a dead clock never goes back."""
        epoch = current_epoch(epoch_of(self._clock.wall()), self.schedule, self._highest)
        if epoch > self._highest:
            self._highest = epoch
            self._remember(epoch)
        return epoch

    def clock_is_believed(self) -> bool:
        """Whether the wall clock's week is the one that is sealed to."""
        return epoch_of(self._clock.wall()) == self.epoch()

    def listed(self) -> Device | None:
        """This kiosk as the newest schedule lists it."""
        return self.schedule.device(self._device.device8)

    def take_schedule(self, schedule: Schedule) -> None:
        """Seal by a newer schedule from here on; one that no longer lists this kiosk changes nothing."""
        if schedule.device(self._device.device8) is not None and schedule.version > self.schedule.version:
            self.schedule = schedule
            self._remember(self._highest)

    def today(self) -> datetime:
        """The site's local time, by a clock that may be wrong."""
        return self._clock.wall().astimezone(self._timezone)

    def intake(self, visit: Visit, code5: bytes) -> bytes:
        """The blob for the desk; a fresh cover when nobody may see the visit."""
        if visit.is_hidden:
            return self.cover(Kind.INTAKE)
        return self._seal(Kind.INTAKE, intake_record(visit, self.moment(), code5))

    def tally(self, visit: Visit) -> bytes:
        """The blob for the supervisor's counts."""
        return self._seal(Kind.TALLY, tally_record(visit, self.moment()))

    def event(self, event: Event, detail: int = 0) -> bytes:
        """The blob of something that happened at the site."""
        return self._seal(Kind.EVENT, event_record(event, self.moment(), detail))

    def cover(self, kind: Kind) -> bytes:
        """A blob that says nothing, like any other from outside."""
        return blob.cover(kind, self.schedule.site8, SCHEMA, self._recipients(kind))

    def slip_of(self, visit: Visit, code5: bytes) -> str:
        """The 312 digits of a visit's slip."""
        return self._slip(essentials_of(visit), code5)

    def empty_slip(self, code5: bytes) -> str:
        """The 312 digits of a leaflet."""
        return self._slip(empty_essentials(self._protocol), code5)

    def sign_batch(self, batch: OpenBatch) -> tuple[bytes, bytes, bytes]:
        """Manifest, signature64 and digest32 with which a batch is closed."""
        encoded = manifest.Manifest(
            site8=self.schedule.site8,
            kiosk8=self._device.device8,
            chain8=batch.link.chain8,
            bno=batch.link.bno,
            prev32=batch.link.prev32,
            epoch=batch.epoch,
            schedule_version=batch.schedule_version,
            root32=manifest.root32(batch.blobs.values()),
        ).encode()
        return encoded, manifest.sign(encoded, self._device.ed25519), manifest.digest32(encoded)

    def _remembered(self) -> int:
        try:
            return self._marks.epoch()
        except Problem as problem:
            log.warning("the mark of the week cannot be read: %s", problem.code)
            return 0

    def _remember(self, epoch: int) -> None:
        try:
            self._marks.raise_to(epoch, self.schedule.version)
        except Problem as problem:
            log.warning("the mark of the week is in memory only: %s", problem.code)

    def _slip(self, fields: tuple[Field, ...], code5: bytes) -> str:
        essentials52, overflowed = pack(self._protocol.digest32[:2], fields)
        return slip.seal_slip(
            slip.SlipPayload(code5, self._index, overflowed, essentials52),
            site8=self.schedule.site8,
            slip_public32=self.schedule.recipients(self.epoch(), Role.SLIP)[0],
            device8=self._device.device8,
            device_x25519=self._device.x25519,
            demo=self.schedule.demo,
        )

    def _seal(self, kind: Kind, record: Record) -> bytes:
        return blob.seal(kind, record, self.schedule.site8, SCHEMA, self._recipients(kind))

    def _recipients(self, kind: Kind) -> tuple[bytes, ...]:
        return self.schedule.recipients(self.epoch(), READER_OF[kind])

    def moment(self) -> Moment:
        """As much of the present time as a record may know."""
        return Moment.of(self._clock.wall(), self._timezone, self.epoch())
