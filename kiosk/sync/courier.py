"""One session with the shelter's server, and everything that can go wrong in it. One rule: the server's word decides
what is offered, the readers' signatures alone decide what is forgotten.

A session goes one way: for each chain, ask where it ends · take the server's word on that, also when the end fell ·
offer what comes after it, in order · fetch what the readers have signed · forget what both have signed · fetch the
schedule when there is a newer one, and with it (and in a courier's first session) the accepted packs. It may be killed
anywhere: every step is durable by itself, and the next session begins again from the server's head.

What goes wrong, and what is done:

* *Nobody answers, or somebody who is not ours; the answer is damaged or by another key.* The session stops. Nothing
  changes on the disk; the next begins after a while (`kiosk.sync.backoff`).
* *The server is busy (429, 503).* The same, after as long as it says.
* *The head fell*: a server was restored from an old copy. What comes after it is offered again.
* *The head is a batch that this kiosk never had* (it was restored from an image, or a twin of it lives), *or what comes
  right after it is forgotten already.* What is kept begins a new chain (docs/adr/0008); blobs do not change, and
  readers drop those that they have met.
* *The server objects to a batch* (409, 412): the head moved under us. It is asked for again, a few times at most.
* *A batch is damaged on this disk.* It is set aside for IT; those after it begin a new chain.
* *The server calls a batch damaged that is whole here* (400, 413, 422). Those after it begin a new chain, so that it
  blocks nothing; it is offered again in every session until it is taken. One a session: when another one comes back
  too, the server is wrong and not the batches, and the session stops.
* *The kiosk is revoked, or not listed yet* (403, or a signed objection). Nothing more is offered in this session; what
  readers signed is still fetched. The kiosk goes on helping guests, and staff are told.
* *An acknowledgement is damaged or by nobody we know.* It counts for nothing and stops no other.
* *The disk fails.* The Problem leaves; the next session finds the disk as it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from kiosk.formats.ack import PAGE, Ack
from kiosk.formats.device import DeviceKeys
from kiosk.formats.packs import AcceptedPacks
from kiosk.formats.schedule import DeviceState, Schedule
from kiosk.formats.signed import split
from kiosk.ports.outbox import Aside, Kept, Outbox
from kiosk.problem import Problem
from kiosk.sync.chain import Chains
from kiosk.sync.link import Transport
from kiosk.sync.questions import Questions, Verdict, newer_packs, newer_schedule, read_ack, wanted
from kiosk.sync.session import End, Session, Stopped

ROUNDS = 4
"""How often a session asks for heads again before it gives up; a new chain takes one round more."""
PAGES = 64


class Courier:
    """One kiosk's sessions over one transport. Used by one thread at a time."""

    def __init__(
        self,
        outbox: Outbox,
        transport: Transport,
        device: DeviceKeys,
        authority_ed32: bytes,
        schedule: Schedule,
        draw: Callable[[int], bytes] = os.urandom,
        packs: AcceptedPacks | None = None,
    ) -> None:
        self._outbox, self._device, self._authority_ed32 = outbox, device, authority_ed32
        self._chains = Chains(outbox, device, draw)
        self._questions = Questions(transport, device, schedule, draw)
        self._came_back: set[bytes] = set()
        self._restored = False
        self._newest = schedule.version
        self._packs, self._ask_packs = packs, True

    @property
    def schedule(self) -> Schedule:
        """The newest schedule that this courier has seen."""
        return self._questions.schedule

    def run(self) -> Session:
        """One session. Raises the disk's Problems only."""
        self._came_back, self._restored, self._newest = set(), False, self.schedule.version
        purged, newer, packs = 0, None, None
        try:
            stopped = self._deliver()
            self._collect()
            purged = self._outbox.purge()
            newer = self._fetch_schedule()
            packs = self._fetch_packs()
        except Stopped as stop:
            return Session(stop.end, stop.retry_after, purged, self._restored, newer)
        return Session(stopped or self._own_end(), None, purged, self._restored, newer, packs)

    def _own_end(self) -> End:
        listed = self.schedule.device(self._device.device8)
        if listed is None:
            return End.NOT_LISTED
        return End.REVOKED if listed.state is DeviceState.REVOKED else End.DONE

    def _deliver(self) -> End | None:
        """Offer what every chain lacks. REVOKED when the server takes no more, although the session goes on."""
        for _ in range(ROUNDS):
            try:
                waiting = self._chains.waiting()
                if all(self._deliver_chain(chain8, _of(chain8, waiting)) for chain8 in self._names(waiting)):
                    return None
            except Stopped as stop:
                if stop.end is not End.REVOKED:
                    raise
                return stop.end
        raise Stopped(End.NOT_UNDERSTOOD)

    def _names(self, waiting: Sequence[Kept]) -> list[bytes]:
        """Chains with something kept, oldest first; the present one last in any case."""
        present = self._chains.present()
        return [*dict.fromkeys(one.chain8 for one in waiting if one.chain8 != present), present]

    def _deliver_chain(self, chain8: bytes, waiting: Sequence[Kept]) -> bool:
        """Whether the chain is delivered; False when heads must be asked for again."""
        head, signed = self._questions.head(chain8)
        self._newest = max(self._newest, head.schedule_version)
        known = self._chains.knows(chain8, head.head_bno, head.digest32)
        self._restored |= self._outbox.adopt(head.incarnation16, chain8, head.head_bno if known else None, signed)
        behind = self._chains.left_behind(waiting, chain8, head.head_bno, head.digest32)
        if behind is not None:
            return self._begin_anew(behind)
        first = 0 if head.head_bno is None else head.head_bno + 1
        after = [one for one in waiting if one.bno >= first]
        for at, kept in enumerate(after):
            if kept.digest32 in self._came_back:
                return True  # nothing stands behind it any more
            file = self._chains.file(kept)
            if file is None:
                return self._begin_anew(after[at + 1 :])
            verdict, receipt = self._questions.offer(kept, file)
            if verdict is not Verdict.TAKEN:
                return verdict is Verdict.CAME_BACK and self._leave(kept, after[at + 1 :])
            self._outbox.receive(kept, receipt)
        return True

    def _leave(self, kept: Kept, behind: Sequence[Kept]) -> bool:
        """Let nothing stand behind a batch that the server sent back."""
        self._outbox.set_aside(kept, Aside.RETURNED)
        blocks = bool(behind) or kept.chain8 == self._chains.present()
        if blocks and self._came_back:
            raise Stopped(End.NOT_UNDERSTOOD)
        self._came_back.add(kept.digest32)
        return self._begin_anew(behind) if blocks else True

    def _begin_anew(self, batches: Sequence[Kept]) -> bool:
        self._chains.begin_anew(batches)
        return False

    def _collect(self) -> None:
        """Fetch what readers signed of every batch that is kept."""
        waiting = self._chains.waiting()
        for chain8 in dict.fromkeys(one.chain8 for one in waiting):
            self._collect_chain(chain8, _of(chain8, waiting))

    def _collect_chain(self, chain8: bytes, waiting: list[Kept]) -> None:
        batches, first = wanted(waiting), waiting[0].bno
        for _ in range(PAGES):
            page = self._questions.acks(chain8, first)
            for untrusted in page:
                found = read_ack(untrusted, self.schedule, self._device.device8, batches)
                if found is not None:
                    self._outbox.acknowledge(*found, untrusted)
            if len(page) < PAGE:
                return
            first = max(first + 1, _number_of(page[-1]))

    def _fetch_schedule(self) -> tuple[Schedule, bytes] | None:
        """The newer schedule that the server spoke of, verified."""
        if self._newest <= self.schedule.version:
            return None
        untrusted = self._questions.newest_schedule(self._chains.present())
        newer = newer_schedule(self.schedule, untrusted, self._authority_ed32)
        if newer is None:
            raise Stopped(End.NOT_UNDERSTOOD)
        self._questions.schedule, self._ask_packs = newer, True
        return newer, untrusted

    def _fetch_packs(self) -> tuple[AcceptedPacks, bytes] | None:
        """A newer list of accepted packs, verified. The site signs a new schedule with each, so this asks rarely."""
        if not self._ask_packs:
            return None
        untrusted = self._questions.accepted_packs(self._chains.present())
        self._ask_packs = False
        newer = None if untrusted is None else newer_packs(self._packs, untrusted, self._authority_ed32)
        if untrusted is None or newer is None:
            return None
        self._packs = newer
        return newer, untrusted


def _of(chain8: bytes, waiting: Sequence[Kept]) -> list[Kept]:
    return [one for one in waiting if one.chain8 == chain8]


def _number_of(untrusted_ack: bytes) -> int:
    """The batch that a page ends with; 0 when the last one of it cannot be read."""
    try:
        return Ack.parse(split(untrusted_ack)[0]).bno
    except Problem:
        return 0
