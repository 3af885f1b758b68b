"""The demo cannot lie: a fault at any stage makes it fail, and the failure begins with that stage's name."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.boot.demo.course import After, follow
from kiosk.boot.demo.machines import Machines, set_up
from kiosk.boot.demo.page import write_page
from kiosk.boot.demo.run import whole_life
from kiosk.boot.demo.script import VISITS
from tests.kiosk.boot.demo import faults
from tests.kiosk.boot.demo.conftest import FEW, Afternoon
from tests.kiosk.boot.demo.wire import Wire
from tests.shelter.small_day import flipped

pytestmark = pytest.mark.timeout(180)


def test_without_a_fault_nothing_fails(afternoon: Afternoon) -> None:
    report, _ = follow(afternoon.machines, afternoon.visited)
    assert report.failures == []
    many = len(FEW)
    assert (report.visits, report.slips_read, report.synced, report.opened) == (many, many, many, many)
    assert report.told()["ok"] is True


@pytest.mark.parametrize(
    ("stage", "moment", "fault"),
    [
        ("slip", After.PAPER, faults.slip_digit),
        ("slip", After.PAPER, faults.slip_of_another),
        ("blob", After.VISITS, faults.blob_byte_on_the_tablet),
        ("blob", After.SYNC, faults.blob_byte_at_the_server),
        ("manifest", After.SYNC, faults.manifest_at_the_server),
        ("record", After.SYNC, faults.record_lost_at_the_server),
        ("record", After.VISITS, faults.record_never_sealed),
        ("tally", After.VISITS, faults.tally_of_another_visit),
    ],
)
def test_a_fault_is_told_under_its_stage(
    stage: str, moment: After, fault: Callable[[Machines], None], afternoon: Afternoon
) -> None:
    report, _ = follow(afternoon.machines, afternoon.visited, {moment: fault})
    assert report.told()["ok"] is False
    assert report.failures[0].startswith(f"{stage}: ")


def test_a_receipt_that_was_changed_on_the_wire_is_none(afternoon: Afternoon) -> None:
    with Wire(receipt=flipped) as wire:
        report, _ = follow(afternoon.machines, afternoon.visited, {After.SERVER: wire.enter})
    assert report.failures[0].startswith("receipt: ")
    assert (report.synced, report.ok) == (0, False)
    assert not any(failure.startswith("forgotten: ") for failure in report.failures)


def test_a_batch_that_was_changed_on_the_wire_is_told_as_a_blob(afternoon: Afternoon) -> None:
    with Wire(batch=flipped) as wire:
        report, _ = follow(afternoon.machines, afternoon.visited, {After.SERVER: wire.enter})
    assert report.failures[0].startswith("blob: batch 0 was damaged on its way.")
    assert (report.synced, report.ok) == (0, False)


def test_a_touch_that_finds_nothing_is_told_under_visit(tmp_path: Path) -> None:
    lost = replace(VISITS[0], touches=(*VISITS[0].touches[:2], "end.close"))
    visited, report, _ = whole_life(set_up(tmp_path / "out"), [lost])
    assert visited.came == []
    assert report.failures[0].startswith("visit: Nothing named “Close” can be touched here")
    assert report.told()["ok"] is False


def test_without_a_server_the_page_says_what_was_not_reached(afternoon: Afternoon) -> None:
    shutil.rmtree(afternoon.machines.server.server)
    report, story = follow(afternoon.machines, afternoon.visited)
    write_page(afternoon.machines, afternoon.visited, report, story)
    page = (afternoon.machines.out / "report.html").read_text(encoding="utf-8")
    assert report.failures == ["server: The server did not start; its own sentence stands above."]
    assert report.told()["ok"] is False
    assert "Something is not as it was touched" in page
    assert page.count("not reached") == 5
