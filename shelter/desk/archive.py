"""The sealed intakes that a desk keeps. One rule: nothing is kept longer than the site promised, and erasing shows no
more than keeping did.

A record that is due, or that a person withdrew, gives its place to a fresh cover, so that the number of kept blobs
follows the batches and never the people. Everything of an epoch goes when its last day is due, or its keys are gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from hashlib import sha256

from kiosk.formats import blob
from kiosk.formats.epoch import start_of
from kiosk.formats.schedule import Schedule
from kiosk.ports.desk_store import Aside, DeskStore, KeptBlob
from kiosk.ports.kinds import Kind, Role
from kiosk.problem import Problem
from kiosk.visit.record import SCHEMA
from shelter.desk.marks import Marks, Purpose
from shelter.desk.record import Intake, read_intake
from shelter.opening.blob import open_blob
from shelter.opening.secrets import EpochSecret
from shelter.records.fields import date_of, number_of
from shelter.records.protocols import Protocols
from shelter.sources.checking import Delivery, deliveries
from shelter.sources.source import Rubbish, Source

MOST_ASIDE = 512
"""Bad items that are kept for IT; more teach nothing new."""


class Archive:
    """Takes blobs in, finds a record by its code, erases what is due."""

    def __init__(
        self,
        store: DeskStore,
        schedule: Schedule,
        secrets: Iterable[EpochSecret],
        marks: Marks,
        protocols: Protocols,
        retention_days: int,
    ) -> None:
        self._store = store
        self._schedule = schedule
        self._secrets = {secret.epoch: secret for secret in secrets if secret.role is Role.DESK}
        self._marks = marks
        self._protocols = protocols
        self._retention = timedelta(days=retention_days)

    def take(self, sources: Iterable[Source], today: date) -> None:
        """Take in what is new. What cannot be used is set aside with its reason and blocks nothing."""
        bad: list[Rubbish] = []
        for found in deliveries(sources, self._schedule, self._store.taken()):
            if isinstance(found, Rubbish):
                bad.append(found)
            elif found.manifest.epoch in self._secrets and not self._is_over(found.manifest.epoch, today):
                bad += self._take(found, today)
            del bad[MOST_ASIDE:]
        self._set_aside(bad)

    def find(self, code5: bytes) -> tuple[Intake, int, bool] | None:
        """The record behind a code with its epoch, and whether it came in a whole batch."""
        marks = [self._marks.mark(Purpose.RECORD, epoch, code5) for epoch in self._marks.epochs]
        for kept in self._store.find(marks):
            with suppress(Problem):
                intake = self._open(kept.blob)
                if intake is not None and intake.code5 == code5:
                    return intake, kept.epoch, kept.whole
        return None

    def withdraw(self, code5: bytes) -> None:
        """Put a cover in the place of a record; no effect where there is none."""
        marks = [self._marks.mark(Purpose.RECORD, epoch, code5) for epoch in self._marks.epochs]
        for kept in self._store.find(marks):
            self._store.exchange(kept.leaf32, self._cover(kept.epoch, kept.whole))

    def sweep(self, today: date) -> None:
        """Erase what is due; looks once a day."""
        for epoch in self._store.epochs():
            if epoch not in self._secrets or self._is_over(epoch, today):
                self._store.forget(epoch)
        number = number_of(today)
        if self._store.swept() == number:
            return
        for kept in list(self._due(today)):
            self._store.exchange(kept.leaf32, self._cover(kept.epoch, kept.whole))
        self._store.sweep(number)

    def _due(self, today: date) -> Iterator[KeptBlob]:
        for epoch in self._store.epochs():
            for kept in self._store.kept(epoch):
                with suppress(Problem):
                    intake = self._open(kept.blob)
                    if intake is not None and self._is_due(intake, today):
                        yield kept

    def _take(self, delivery: Delivery, today: date) -> list[Rubbish]:
        """Keep what can be opened; the rest."""
        kept, bad = [], list(delivery.bad)
        for item in delivery.of(Kind.INTAKE):
            try:
                kept.append(self._kept(item, delivery, today))
            except Problem as problem:
                bad.append(Rubbish(item, problem.code))
        self._store.take(delivery.digest32 if delivery.whole else None, delivery.manifest.epoch, kept)
        return bad

    def _kept(self, item: bytes, delivery: Delivery, today: date) -> KeptBlob:
        intake, epoch, leaf32 = self._open(item), delivery.manifest.epoch, sha256(item).digest()
        if intake is None:
            mark32 = self._marks.mark(Purpose.COVER, epoch, leaf32)
        elif self._is_due(intake, today) or self._is_withdrawn(intake.code5):
            return self._cover(epoch, delivery.whole)
        else:
            mark32 = self._marks.mark(Purpose.RECORD, epoch, intake.code5)
        return KeptBlob(leaf32, epoch, mark32, item, delivery.whole)

    def _open(self, item: bytes) -> Intake | None:
        """The intake, None for a cover. Raises Damaged, WrongKey."""
        opened = open_blob(item, self._secrets.values(), self._schedule.site8)
        return None if opened.is_cover else read_intake(opened.record, self._protocols)

    def _cover(self, epoch: int, whole: bool) -> KeptBlob:
        item = blob.cover(Kind.INTAKE, self._schedule.site8, SCHEMA, (self._secrets[epoch].public,))
        leaf32 = sha256(item).digest()
        return KeptBlob(leaf32, epoch, self._marks.mark(Purpose.COVER, epoch, leaf32), item, whole)

    def _is_withdrawn(self, code5: bytes) -> bool:
        epochs = self._marks.epochs
        return bool(self._store.noted([self._marks.mark(Purpose.WITHDRAWN, epoch, code5) for epoch in epochs]))

    def _is_due(self, intake: Intake, today: date) -> bool:
        return date_of(intake.day) + self._retention <= today

    def _is_over(self, epoch: int, today: date) -> bool:
        return start_of(epoch + 1).date() + self._retention < today

    def _set_aside(self, bad: Iterable[Rubbish]) -> None:
        asides = [Aside(sha256(one.item).digest(), one.why, one.item) for one in bad]
        if asides:
            known = {one.digest32 for one in self._store.asides()}
            new = [one for one in asides if one.digest32 not in known]
            self._store.set_aside(new[: max(0, MOST_ASIDE - len(known))])
