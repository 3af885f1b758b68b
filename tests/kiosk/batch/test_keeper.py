"""The keeper: one full batch at any time, closed by the half hour, nothing lost that a disk did not take."""

from __future__ import annotations

import os
from hashlib import sha256
from itertools import pairwise

from kiosk.ports.batches import OpenBatch
from kiosk.ports.kinds import SLOTS_OF, Kind
from kiosk.problem import Damaged
from tests.kiosk.batch.sealing import SIZE
from tests.kiosk.batch.small_site import HALF_HOUR, MINUTE, Site


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
