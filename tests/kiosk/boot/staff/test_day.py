"""Today's choices on the disk: kept over a restart, gone tomorrow, never in a guest's way."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.boot.staff.day import DayFile
from kiosk.visit.today import Today
from tests.kiosk.hands import HandClock
from tests.ui.house import PROFILE

CHOSEN = Today(("ar",), frozenset({"test"}), leaflets_only=True)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 11, 24, 15, 0, tzinfo=UTC))


def test_a_choice_outlives_the_process_and_ends_with_the_sites_own_day(tmp_path: Path, clock: HandClock) -> None:
    path = tmp_path / "today.toml"
    DayFile(path, PROFILE, clock).choose(CHOSEN)
    book = DayFile(path, PROFILE, clock)
    assert book.today() == CHOSEN
    clock.set_wall(datetime(2026, 11, 25, 7, 59, tzinfo=UTC))
    assert book.today() == CHOSEN
    clock.set_wall(datetime(2026, 11, 25, 8, 0, tzinfo=UTC))
    assert book.today() == Today()
    assert DayFile(path, PROFILE, clock).today() == Today()


def test_a_disk_that_takes_nothing_costs_no_choice(
    tmp_path: Path, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no folder")
    book = DayFile(tmp_path / "file" / "today.toml", PROFILE, clock)
    book.choose(CHOSEN)
    assert book.today() == CHOSEN
    (record,) = caplog.records
    assert (record.levelno, record.getMessage()) == (
        logging.WARNING,
        "today's choices are in memory only: read-only",
    )
    caplog.clear()


def test_a_damaged_file_is_told_and_is_as_none(
    tmp_path: Path, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "today.toml"
    path.write_bytes(b"guests = 12\n")
    assert DayFile(path, PROFILE, clock).today() == Today()
    assert [record.getMessage() for record in caplog.records] == ["today's choices cannot be read: damaged"]
    caplog.clear()
