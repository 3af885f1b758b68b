"""The keeper: one full batch at any time, closed by the half hour, nothing lost that a disk did not take."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import sha256
from itertools import pairwise
from random import Random

import pytest

from kiosk.batch.keeper import BatchKeeper
from kiosk.batch.places import Place
from kiosk.ports.batches import OpenBatch, Slot
from kiosk.ports.kinds import SLOTS_OF, Kind
from kiosk.problem import Damaged, DiskFull, ReadOnlyFolder
from tests.kiosk.batch.memory_batches import MemoryBatches
from tests.kiosk.batch.sealing import SIZE, HandClock, RandomSeal

MINUTE = 60.0
HALF_HOUR = 1800.0
FULL = DiskFull("The disk is full.")


class Site:
    """A keeper over a store in memory, with everything that tests turn."""

    def __init__(self) -> None:
        self.store, self.seal, self.clock = MemoryBatches(), RandomSeal(), HandClock()
        self.epoch, self.version, self.open = 2968, 1, True
        self.keeper = self.next_run()

    def next_run(self) -> BatchKeeper:
        self.keeper = BatchKeeper(
            self.store,
            self.seal.cover,
            self.seal.sign,
            self.clock,
            lambda: self.epoch,
            lambda: self.version,
            Random(3),
            lambda: self.open,
        )
        return self.keeper

    def visit(self) -> tuple[Place, bytes, bytes]:
        intake, tally = os.urandom(SIZE[Kind.INTAKE]), os.urandom(SIZE[Kind.TALLY])
        return self.keeper.finish(intake, tally), intake, tally

    def half_hour(self) -> None:
        self.keeper.release()
        self.clock.advance(HALF_HOUR)
        self.keeper.tick()

    def standing(self) -> Mapping[Slot, bytes]:
        assert self.store.standing is not None
        return self.store.standing.blobs

    def everything(self) -> list[bytes]:
        return [*self.standing().values(), *(blob for batch in self.store.kept for blob in batch.blobs)]


@pytest.fixture
def site() -> Site:
    site = Site()
    assert site.keeper.start() == ()
    return site


def test_the_start_opens_a_batch_full_of_covers(site: Site) -> None:
    assert [slot.kind for slot in site.standing()] == [kind for kind, many in SLOTS_OF.items() for _ in range(many)]
    assert len(set(site.standing().values())) == 36
    assert site.store.settled


def test_the_start_closes_what_the_last_run_left(site: Site) -> None:
    _, intake, tally = site.visit()
    site.next_run().start()
    assert [batch.bno for batch in site.store.kept] == [0]
    assert {intake, tally} <= set(site.store.kept[0].blobs)
    assert not {intake, tally} & set(site.standing().values())


def test_a_damaged_batch_is_set_aside_said_so_and_followed_by_a_new_one(site: Site) -> None:
    site.store.damaged = True
    problems = site.next_run().start()
    assert [problem.code for problem in problems] == ["damaged"]
    assert len(site.store.aside) == 1
    assert len(site.standing()) == 36
    site.keeper.tick()
    assert [problem.code for problem in site.keeper.problems] == ["damaged"]


def test_a_finish_fills_one_slot_of_each_kind(site: Site) -> None:
    before = dict(site.standing())
    _, intake, tally = site.visit()
    changed = {slot: blob for slot, blob in site.standing().items() if blob != before[slot]}
    assert {slot.kind: blob for slot, blob in changed.items()} == {Kind.INTAKE: intake, Kind.TALLY: tally}
    assert site.store.overwrites == 1


def test_slots_of_the_two_kinds_are_drawn_apart(site: Site) -> None:
    pairs = [
        (place.slots[Kind.INTAKE].index, place.slots[Kind.TALLY].index)
        for place, *_ in (site.visit() for _ in range(16))
    ]
    assert sorted(i for i, _ in pairs) == sorted(t for _, t in pairs) == list(range(16))
    assert sum(i == t for i, t in pairs) < 6
    assert [i for i, _ in pairs] != sorted(i for i, _ in pairs)


def test_no_finished_visit_is_lost_over_many_batches(site: Site) -> None:
    kept = []
    for _ in range(5):
        kept += [blob for _ in range(9) for blob in site.visit()[1:]]
        site.half_hour()
    assert set(kept) <= set(site.everything())
    assert [batch.bno for batch in site.store.kept] == [0, 1, 2, 3, 4]


def test_batches_close_every_half_hour_people_or_none(site: Site) -> None:
    for minute in range(1, 4 * 60 + 1):
        site.clock.advance(MINUTE)
        site.keeper.tick()
        assert len(site.store.kept) == minute // 30


def test_a_late_tick_closes_one_batch_and_keeps_the_grid(site: Site) -> None:
    site.clock.advance(3 * HALF_HOUR + 5)
    site.keeper.tick()
    assert len(site.store.kept) == 1
    site.clock.advance(HALF_HOUR - 5)
    site.keeper.tick()
    assert len(site.store.kept) == 2


def test_out_of_hours_nothing_closes_and_the_last_open_half_hour_still_does(site: Site) -> None:
    site.open = False
    site.half_hour()
    assert len(site.store.kept) == 1
    site.half_hour()
    site.half_hour()
    assert len(site.store.kept) == 1
    site.open = True
    site.half_hour()
    assert len(site.store.kept) == 2


def test_the_turn_of_an_epoch_or_of_the_schedule_closes(site: Site) -> None:
    site.epoch += 1
    site.keeper.tick()
    site.version += 1
    site.keeper.tick()
    assert len(site.store.kept) == 2
    assert site.store.standing is not None
    assert (site.store.standing.epoch, site.store.standing.schedule_version) == (2969, 2)


def test_a_visit_after_the_turn_never_lands_in_the_old_batch(site: Site) -> None:
    site.epoch += 1
    _, intake, _ = site.visit()
    assert site.store.standing is not None
    assert site.store.standing.epoch == 2969
    assert intake in site.standing().values()


def test_a_full_batch_closes_early_and_the_next_visit_finds_room(site: Site) -> None:
    for _ in range(16):
        site.visit()
    assert len(site.store.kept) == 0
    site.keeper.release()
    site.keeper.tick()
    assert len(site.store.kept) == 1
    for _ in range(17):  # the seventeenth comes before any tick
        site.visit()
    assert len(site.store.kept) == 2
    site.keeper.release()
    site.clock.advance(HALF_HOUR)
    site.keeper.tick()
    assert len(site.store.kept) == 3  # and the grid is where it was


def test_closing_waits_for_an_open_last_page_five_minutes_at_most(site: Site) -> None:
    site.clock.advance(HALF_HOUR - 10)
    place, *_ = site.visit()
    site.clock.advance(10)
    site.keeper.tick()
    assert len(site.store.kept) == 0
    assert site.keeper.erase(place)
    site.keeper.hold()
    site.clock.advance(299)
    site.keeper.tick()
    assert len(site.store.kept) == 0
    site.clock.advance(1)
    site.keeper.tick()
    assert len(site.store.kept) == 1


def test_a_released_page_lets_the_batch_close(site: Site) -> None:
    site.visit()
    site.half_hour()
    assert len(site.store.kept) == 1


def test_an_erased_visit_leaves_covers_and_its_slots_are_used_again(site: Site) -> None:
    places = [site.visit() for _ in range(16)]
    place, intake, tally = places[7]
    assert site.keeper.erase(place)
    assert not {intake, tally} & set(site.everything())
    _, intake, tally = site.visit()
    assert len(site.store.kept) == 0
    assert not site.keeper.erase(place)  # the slots are another person's now
    assert {intake, tally} <= set(site.standing().values())


def test_erasing_after_the_batch_has_closed_says_so(site: Site) -> None:
    place, intake, _ = site.visit()
    site.half_hour()
    assert not site.keeper.erase(place)
    assert intake in site.everything()


def test_a_fifth_event_waits_for_the_next_batch(site: Site) -> None:
    events = [os.urandom(SIZE[Kind.EVENT]) for _ in range(10)]
    for event in events:
        site.keeper.note(event)
    assert set(site.everything()) & set(events) == set(events[:4])
    site.keeper.tick()
    assert len(site.store.kept) == 0
    site.half_hour()
    assert set(site.standing().values()) & set(events) == set(events[4:8])
    site.keeper.shutdown()
    assert set(events) <= set(site.everything())
    assert site.keeper.unsaved == ()


def test_a_disk_that_fails_is_told_and_the_visit_is_saved_when_it_works_again(site: Site) -> None:
    site.store.failing = FULL
    with pytest.raises(DiskFull):
        site.visit()
    event = os.urandom(SIZE[Kind.EVENT])
    with pytest.raises(DiskFull):
        site.keeper.note(event)
    site.keeper.tick()
    assert len(site.keeper.unsaved) == 1
    assert [problem.code for problem in site.keeper.problems] == ["disk-full"]
    site.store.failing = None
    site.clock.advance(MINUTE)
    site.keeper.tick()
    assert site.keeper.unsaved == ()
    assert site.keeper.problems == ()
    assert event in site.standing().values()


def test_a_commit_that_fails_but_was_stored_is_one_visit(site: Site) -> None:
    site.store.failing, site.store.also_stores = FULL, True
    intake, tally = os.urandom(SIZE[Kind.INTAKE]), os.urandom(SIZE[Kind.TALLY])
    with pytest.raises(DiskFull):
        site.keeper.finish(intake, tally)
    site.store.failing = None
    site.half_hour()
    assert site.everything().count(intake) == site.everything().count(tally) == 1


def test_what_was_stored_in_spite_of_an_error_is_not_written_again_after_a_close(site: Site) -> None:
    site.store.failing, site.store.also_stores = FULL, True
    with pytest.raises(DiskFull):
        site.visit()
    (place,) = site.keeper.unsaved
    site.keeper._current._free = None  # as when opening the next batch failed once
    site.store.failing = None
    site.keeper.tick()
    assert site.keeper.unsaved == ()
    assert not site.keeper.erase(place)
    assert len(site.everything()) == len(set(site.everything())) == 72


def test_a_visit_that_is_only_in_memory_can_be_deleted(site: Site) -> None:
    site.store.failing, site.store.also_stores = ReadOnlyFolder("The folder is read-only."), True
    with pytest.raises(ReadOnlyFolder):
        site.visit()
    (place,) = site.keeper.unsaved
    blobs = set(place.put({Kind.INTAKE: b"", Kind.TALLY: b""}))
    stored = {site.standing()[slot] for slot in blobs}
    site.store.failing = None
    assert site.keeper.erase(place)
    site.half_hour()
    assert not stored & set(site.everything())
    assert site.keeper.unsaved == ()


def test_a_deletion_that_the_disk_refused_is_done_before_the_batch_closes(site: Site) -> None:
    place, intake, tally = site.visit()
    site.store.failing = FULL
    with pytest.raises(DiskFull):
        site.keeper.erase(place)
    site.store.failing = None
    site.half_hour()
    assert len(site.store.kept) == 1
    assert not {intake, tally} & set(site.everything())


def test_a_refused_deletion_is_done_before_the_next_visit_closes_the_batch(site: Site) -> None:
    place, intake, tally = site.visit()
    site.store.failing = FULL
    with pytest.raises(DiskFull):
        site.keeper.erase(place)
    site.store.failing = None
    site.epoch += 1
    site.visit()
    assert len(site.store.kept) == 1
    assert not {intake, tally} & set(site.everything())


def test_a_batch_found_damaged_at_a_finish_does_not_stop_the_visit(site: Site) -> None:
    site.store.damaged = True
    _, intake, tally = site.visit()
    assert {intake, tally} <= set(site.standing().values())
    assert len(site.store.aside) == 1
    assert [problem.code for problem in site.keeper.problems] == ["damaged"]


def test_a_disk_that_fails_at_the_start_is_told_and_visits_wait_in_memory() -> None:
    site = Site()
    site.store.failing = FULL
    assert [problem.code for problem in site.keeper.start()] == ["disk-full"]
    with pytest.raises(DiskFull):
        site.visit()
    site.store.failing = None
    site.keeper.tick()
    assert site.keeper.unsaved == ()
    assert len(site.standing()) == 36


def test_a_disk_that_fails_while_the_last_runs_batch_closes_loses_neither_run(site: Site) -> None:
    kept = list(site.visit()[1:])
    site.store.failing = FULL
    site.next_run().start()
    with pytest.raises(DiskFull):
        site.visit()
    site.store.failing = None
    kept += site.visit()[1:]
    site.keeper.tick()
    assert site.keeper.unsaved == ()
    assert set(kept) <= set(site.everything())
    assert len(site.everything()) == len(set(site.everything())) == 72


def test_covers_are_sealed_before_they_are_needed(site: Site) -> None:
    site.keeper.tick()
    site.visit()
    place, *_ = site.visit()
    sealed = site.seal.sealed
    assert site.keeper.erase(place)
    for _ in range(16):
        site.visit()  # the last one closes a full batch and opens the next
    assert len(site.store.kept) == 1
    assert site.seal.sealed == sealed


def test_covers_are_changed_at_random_moments_people_or_none(site: Site) -> None:
    moments = []
    for second in range(1200):
        site.clock.advance(1)
        before = site.store.overwrites
        site.keeper.tick()
        if site.store.overwrites > before:
            moments.append(second)
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert min(gaps) >= 15
    assert max(gaps) <= 46
    assert len(set(gaps)) > 8


def test_stirring_never_touches_a_used_slot(site: Site) -> None:
    kept = [blob for _ in range(15) for blob in site.visit()[1:]]
    for _ in range(25):
        site.clock.advance(50)
        site.keeper.tick()
        site.keeper.hold()
    assert set(kept) <= set(site.standing().values())


def test_the_signer_is_given_what_stands_in_the_batch(site: Site) -> None:
    seen: list[OpenBatch] = []
    signed = site.seal.sign

    def sign(batch: OpenBatch) -> tuple[bytes, bytes, bytes]:
        seen.append(batch)
        return signed(batch)

    site.seal.sign = sign  # type: ignore[method-assign]
    site.next_run().start()
    assert len(seen) == 1
    digest = sha256(site.store.kept[-1].manifest).digest()
    assert site.store.link().prev32 == digest


def test_a_damaged_batch_found_while_closing_is_said(site: Site) -> None:
    site.store.damaged = True
    site.half_hour()
    assert [type(problem) for problem in site.keeper.problems] == [Damaged]
    assert len(site.standing()) == 36
