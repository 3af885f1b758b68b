"""Any order of visits, deletions, failing disks, hidden commits and restarts: what was finished is kept once, what was
deleted is gone. One rule: the model knows only what the keeper said."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import suppress

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kiosk.batch.places import Place
from kiosk.ports.kinds import SLOTS_OF, Kind
from kiosk.problem import DiskFull, Problem
from tests.kiosk.batch.sealing import SIZE
from tests.kiosk.batch.test_keeper import Site


class Evening(RuleBasedStateMachine):
    """One kiosk, one guest after another."""

    @initialize()
    def begin(self) -> None:
        self.site = Site()
        self.site.keeper.start()
        self.visits: dict[Place, tuple[bytes, bytes]] = {}
        self.events: list[bytes] = []
        self.deleted: set[bytes] = set()

    @rule()
    def a_visit(self) -> None:
        blobs = os.urandom(SIZE[Kind.INTAKE]), os.urandom(SIZE[Kind.TALLY])
        try:
            place = self.site.keeper.finish(*blobs)
        except Problem:
            place = self.site.keeper.unsaved[-1]
        self.visits[place] = blobs

    @rule()
    def an_event(self) -> None:
        event = os.urandom(SIZE[Kind.EVENT])
        self.events.append(event)
        with suppress(Problem):
            self.site.keeper.note(event)

    @precondition(lambda self: self.visits)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        place = data.draw(st.sampled_from(list(self.visits)))
        try:
            done = self.site.keeper.erase(place)
        except Problem:
            done = True  # the keeper does it as soon as the disk allows
        if done:
            self.deleted |= set(self.visits.pop(place))

    @rule(minutes=st.sampled_from([1, 7, 31]), held=st.booleans())
    def time_passes(self, minutes: int, held: bool) -> None:
        if not held:
            self.site.keeper.release()
        self.site.clock.advance(60 * minutes)
        self.site.keeper.tick()

    @rule(hidden=st.booleans())
    def the_disk_fails(self, hidden: bool) -> None:
        self.site.store.failing, self.site.store.also_stores = DiskFull("The disk is full."), hidden

    @rule()
    def the_disk_works(self) -> None:
        self.site.store.failing = None

    @precondition(lambda self: self.site.store.failing is None and self.site.store.standing is not None)
    @rule()
    def the_open_batch_goes_bad(self) -> None:
        inside = set(self.site.standing().values())
        self.site.store.damaged = True  # what it holds is set aside for IT; the rest must not suffer
        self.visits = {place: blobs for place, blobs in self.visits.items() if not inside & set(blobs)}
        self.events = [event for event in self.events if event not in inside]

    @rule()
    def the_readers_change(self) -> None:
        self.site.version += 1

    @precondition(lambda self: self.site.store.failing is None)
    @rule()
    def the_program_ends_and_starts(self) -> None:
        self.site.keeper.shutdown()
        assert self.site.keeper.unsaved == ()
        self.site.next_run().start()

    @precondition(lambda self: self.site.store.failing is None)
    @rule()
    def everything_is_where_it_belongs(self) -> None:
        self.site.keeper.tick()
        self.site.keeper.shutdown()
        kept = Counter(self.site.everything())
        wanted = [blob for blobs in self.visits.values() for blob in blobs] + self.events
        assert {kept[blob] for blob in wanted} <= {1}
        assert not self.deleted & set(kept)
        assert {problem.code for problem in self.site.keeper.problems} <= {"damaged"}

    @invariant()
    def the_open_batch_is_full(self) -> None:
        standing = self.site.store.standing
        if standing is not None:
            assert Counter(slot.kind for slot in standing.blobs) == SLOTS_OF
        assert all(len(batch.blobs) == 36 for batch in self.site.store.kept)


TestEvening = Evening.TestCase
TestEvening.settings = settings(max_examples=60, stateful_step_count=40)
