"""The desk's one service: from a slip or a spoken code to what the person shared. One rule: nothing is believed on the
paper's word alone, and nothing that is wrong with a paper is held against whoever carries it.

The paper alone, the synced record alone, or both as one: the record has more, so the paper only fills its gaps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from kiosk.formats.code import parse_code
from kiosk.formats.schedule import Schedule
from kiosk.formats.slip import SlipPayload
from kiosk.ports.desk_store import DeskStore, Noted
from kiosk.problem import Damaged
from shelter.desk.archive import Archive
from shelter.desk.marks import Marks, Purpose
from shelter.desk.paper import read_paper
from shelter.desk.reading import NOTABLE, Identity, Origin, Reading, Remark, Status
from shelter.desk.shared import Shared
from shelter.keystore import Keystore
from shelter.opening.slip import SlipReading, SlipStatus, open_slip
from shelter.records.fields import date_of, number_of
from shelter.records.protocols import Protocols
from shelter.sources.source import Source

LONGEST_CODE = 24
"""Characters of a typed code with its dashes and blanks; what is longer is a slip."""


class Desk:
    """An unlocked desk. `today` gives the site's day."""

    def __init__(
        self,
        schedule: Schedule,
        keystore: Keystore,
        protocols: Protocols,
        store: DeskStore,
        today: Callable[[], date],
        retention_days: int,
    ) -> None:
        self._schedule = schedule
        self._secrets = keystore.secrets
        self._protocols = protocols
        self._store = store
        self._today = today
        self._marks = Marks(keystore.secrets, schedule.site8)
        self._archive = Archive(store, schedule, keystore.secrets, self._marks, protocols, retention_days)

    def take(self, sources: Iterable[Source]) -> None:
        """Take in what the sources have and erase what is due."""
        self._archive.sweep(self._today())
        self._archive.take(sources, self._today())

    def read(self, untrusted: str) -> Reading:
        """A line from a scanner or a keyboard: a slip's digits, or a spoken code. Raises WrongCode, DemoMixed."""
        line = untrusted.strip()
        return self.look_up(line) if 0 < len(line) <= LONGEST_CODE else self.scan(line)

    def scan(self, untrusted_digits: str) -> Reading:
        """What a slip tells, with its record where that has come. Raises DemoMixed."""
        try:
            opened = open_slip(untrusted_digits.strip(), self._schedule, self._secrets)
        except Damaged:
            return Reading(Status.DAMAGED)
        if opened.payload is None or opened.epoch not in self._marks.epochs:
            return Reading(Status.FOREIGN)
        identity = Identity(opened.payload.code5, opened.epoch)
        if self._day(Purpose.WITHDRAWN, identity) is not None:
            return Reading(Status.WITHDRAWN, identity)
        reading = self._merged(opened, opened.payload, identity)
        seen = not self._store.note(self._noted(Purpose.SEEN, identity))
        if seen and reading.status is Status.GENUINE:
            return replace(reading, status=Status.SEEN)
        return reading

    def look_up(self, untrusted_code: str) -> Reading:
        """What the synced record of a spoken code tells. Raises WrongCode."""
        code5 = parse_code(untrusted_code)
        for epoch in self._marks.epochs:
            if self._day(Purpose.WITHDRAWN, Identity(code5, epoch)) is not None:
                return Reading(Status.WITHDRAWN, Identity(code5, epoch))
        found = self._archive.find(code5)
        if found is None:
            newest = max(self._marks.epochs, default=None)
            return Reading(Status.UNKNOWN, None if newest is None else Identity(code5, newest))
        intake, epoch, whole = found
        identity = Identity(code5, epoch)
        status = Status.GENUINE if whole else Status.UNVERIFIED
        return self._reading(status, identity, intake.shared, (Origin.RECORD,), _of_batch(whole))

    def arrive(self, reading: Reading) -> Reading:
        """Note that the person has come; the first day stays. No effect on what no kiosk of this site made."""
        if reading.identity is None or reading.status not in NOTABLE:
            return reading
        self._store.note(self._noted(Purpose.ARRIVED, reading.identity))
        return replace(reading, arrived=self._arrived(reading.identity))

    def withdraw(self, reading: Reading) -> Reading:
        """Erase the record, now and whenever it comes, because the person asks for it."""
        if reading.identity is None:
            return reading
        self._store.note(self._noted(Purpose.WITHDRAWN, reading.identity))
        self._archive.withdraw(reading.identity.code5)
        return Reading(Status.WITHDRAWN, reading.identity)

    def _merged(self, opened: SlipReading, payload: SlipPayload, identity: Identity) -> Reading:
        paper = read_paper(payload.essentials52, self._protocols)
        found = self._archive.find(identity.code5)
        status = Status.GENUINE if opened.status is SlipStatus.GENUINE else Status.UNVERIFIED
        if found is None:
            remarks = (Remark.SLIP_FULL,) if payload.overflowed else ()
            return self._reading(status, identity, paper, (Origin.PAPER,), remarks)
        intake, _, whole = found
        return self._reading(status, identity, intake.shared.filled_from(paper), tuple(Origin), _of_batch(whole))

    def _reading(
        self,
        status: Status,
        identity: Identity,
        shared: Shared,
        origins: tuple[Origin, ...],
        remarks: tuple[Remark, ...],
    ) -> Reading:
        missing = () if shared.protocol_known else (Remark.PROTOCOL_MISSING,)
        return Reading(status, identity, shared, origins, self._arrived(identity), (*missing, *remarks))

    def _arrived(self, identity: Identity) -> date | None:
        day = self._day(Purpose.ARRIVED, identity)
        return None if day is None else date_of(day)

    def _noted(self, purpose: Purpose, identity: Identity) -> Noted:
        day = number_of(self._today())
        return self._marks.noted(purpose, identity.epoch, identity.code5, day)

    def _day(self, purpose: Purpose, identity: Identity) -> int | None:
        mark32 = self._marks.mark(purpose, identity.epoch, identity.code5)
        sealed = self._store.noted([mark32]).get(mark32)
        return None if sealed is None else self._marks.day(purpose, identity.epoch, identity.code5, sealed)


def _of_batch(whole: bool) -> tuple[Remark, ...]:
    return () if whole else (Remark.BATCH_DAMAGED,)
