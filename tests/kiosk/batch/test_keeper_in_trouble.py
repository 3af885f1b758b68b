"""The keeper when the disk fails or a batch is damaged: told, tried again, nothing lost."""

from __future__ import annotations

import os

import pytest

from kiosk.ports.kinds import Kind
from kiosk.problem import DiskFull, ReadOnlyFolder
from tests.kiosk.batch.sealing import SIZE
from tests.kiosk.batch.small_site import MINUTE, Site

FULL = DiskFull("The disk is full.")


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
