"""A session without a network: the same files on a stick, both ways. One rule: what comes back on it is believed for
its signatures alone, exactly as over the wire (`kiosk.sync.courier` says what each thing means).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.formats.device import DeviceKeys
from kiosk.formats.packs import AcceptedPacks
from kiosk.formats.receipt import Objection, Receipt
from kiosk.formats.schedule import Schedule
from kiosk.ports.outbox import Outbox
from kiosk.problem import Problem
from kiosk.sync.chain import Chains
from kiosk.sync.questions import newer_packs, newer_schedule, read_ack, wanted
from kiosk.sync.session import End, Session
from kiosk.sync.stick import Stick


@dataclass(frozen=True)
class Carried:
    """A session, and how many batches lie on the stick now."""

    session: Session
    batches: int


class StickCourier:
    """One kiosk's exchange with a stick."""

    def __init__(
        self,
        outbox: Outbox,
        device: DeviceKeys,
        authority_ed32: bytes,
        schedule: Schedule,
        draw: Callable[[int], bytes] = os.urandom,
        packs: AcceptedPacks | None = None,
    ) -> None:
        self._outbox, self._device, self._authority_ed32 = outbox, device, authority_ed32
        self._chains = Chains(outbox, device, draw)
        self._schedule, self._packs = schedule, packs

    def run(self, stick: Stick) -> Carried:
        """Read what the shelter put there, then put there what waits. Raises StickFull and the disk's Problems."""
        newer, packs = self._take_schedule(stick), self._take_packs(stick)
        self._take_receipts(stick)
        self._take_acks(stick)
        purged = self._outbox.purge()
        self._take_objections(stick)
        files = (file for one in self._chains.waiting() if (file := self._chains.file(one)) is not None)
        many = stick.write_batches(self._device.device8, files)
        return Carried(Session(End.DONE, purged=purged, schedule=newer, packs=packs), many)

    def _take_schedule(self, stick: Stick) -> tuple[Schedule, bytes] | None:
        untrusted = stick.schedule()
        newer = None if untrusted is None else newer_schedule(self._schedule, untrusted, self._authority_ed32)
        if untrusted is None or newer is None:
            return None
        self._schedule = newer
        return newer, untrusted

    def _take_packs(self, stick: Stick) -> tuple[AcceptedPacks, bytes] | None:
        untrusted = stick.packs()
        newer = None if untrusted is None else newer_packs(self._packs, untrusted, self._authority_ed32)
        return None if untrusted is None or newer is None else (newer, untrusted)

    def _take_receipts(self, stick: Stick) -> None:
        batches = wanted(self._chains.waiting())
        for untrusted in stick.pages(self._device.device8, "receipts"):
            try:
                receipt = Receipt.parse_and_verify(untrusted, self._schedule)
            except Problem:
                continue
            kept = batches.get((receipt.standing.chain8, receipt.bno, receipt.digest32))
            if kept is not None and not kept.received and receipt.standing.kiosk8 == self._device.device8:
                self._outbox.receive(kept, untrusted)

    def _take_acks(self, stick: Stick) -> None:
        batches = wanted(self._chains.waiting())
        for untrusted in stick.pages(self._device.device8, "acks"):
            found = read_ack(untrusted, self._schedule, self._device.device8, batches)
            if found is not None:
                self._outbox.acknowledge(*found, untrusted)

    def _take_objections(self, stick: Stick) -> None:
        """What can never follow the head that an objection names begins a new chain. An old one names a batch that is
        kept no more, and does nothing.
        """
        for untrusted in stick.pages(self._device.device8, "objections"):
            try:
                objection = Objection.parse_and_verify(untrusted, self._schedule)
            except Problem:
                continue
            if objection.standing.kiosk8 == self._device.device8:
                self._take_objection(objection)

    def _take_objection(self, objection: Objection) -> None:
        standing = objection.standing
        waiting = [one for one in self._chains.waiting() if one.chain8 == standing.chain8]
        if (objection.bno, objection.digest32) in {(one.bno, one.digest32) for one in waiting}:
            behind = self._chains.left_behind(waiting, standing.chain8, standing.head_bno, standing.digest32)
            if behind:
                self._chains.begin_anew(behind)
