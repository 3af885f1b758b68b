"""A simulated day leaves nothing readable in the folder: no piece of a record, no fine time."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.boot.demo.simulate import HALF_HOURS, begin
from tests.kiosk.boot.traces import said, told_times
from tests.kiosk.boot.typed import done as ceiba

VISITS = 300


@dataclass(frozen=True)
class Day:
    """A simulated day, and one without guests under the same keys."""

    folder: Path
    control: Path
    records: list[bytes]
    moments: list[datetime]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    place = tmp_path_factory.mktemp("day")
    ceiba("site", "create", "--demo", "--data", place / "control")
    shutil.copytree(place / "control", place / "day")
    for name, visits in (("control", 0), ("day", VISITS)):
        ceiba("simulate", "--visits", visits, "--seed", 1, "--data", place / name, "--truth", place / f"{name}.json")
    truth = json.loads((place / "day.json").read_text())["visits"]
    records = [bytes.fromhex(visit[kind]["cbor"]) for visit in truth for kind in ("intake", "tally") if visit[kind]]
    return Day(place / "day", place / "control", records, [datetime.fromisoformat(visit["time"]) for visit in truth])


WEST = ("America/Tijuana", "America/New_York")
EAST = ("UTC", "Europe/Kyiv", "Asia/Kathmandu", "Pacific/Auckland")


@pytest.mark.parametrize("zone", [*WEST, *EAST])
@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_a_simulated_day_is_one_of_utc_that_has_come(zone: str, hour: int) -> None:
    now = datetime(2026, 11, 25, hour, 20, tzinfo=UTC)
    start = begin(now, ZoneInfo(zone))
    assert (start.hour, start.minute, start.tzinfo, HALF_HOURS) == (0, 0, UTC, 48)
    assert timedelta() <= now - start < timedelta(days=2)


@pytest.mark.parametrize("zone", WEST)
@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_no_simulated_visit_is_on_the_tomorrow_of_a_site_in_the_west(zone: str, hour: int) -> None:
    now = datetime(2026, 11, 25, hour, 20, tzinfo=UTC)
    last = begin(now, ZoneInfo(zone)) + timedelta(hours=23, minutes=59)
    assert last.astimezone(ZoneInfo(zone)).date() <= now.astimezone(ZoneInfo(zone)).date()


def test_a_day_has_as_many_visits_as_asked_for(day: Day) -> None:
    assert len(day.moments) == VISITS
    assert len(day.records) > VISITS


def test_no_piece_of_a_record_can_be_read(day: Day) -> None:
    assert said(day.folder, day.records) <= said(day.control, day.records)


def test_no_fine_time_of_a_visit_stands_anywhere(day: Day) -> None:
    assert told_times(day.folder, day.moments) == []


def test_a_day_with_guests_has_the_names_and_sizes_of_a_day_without(day: Day) -> None:
    def sizes(folder: Path) -> dict[str, int]:
        return {str(path.relative_to(folder)): path.stat().st_size for path in folder.rglob("*") if path.is_file()}

    assert sizes(day.folder) == sizes(day.control)


PLANTS = {
    "raw": lambda record: b"\x00" + record,
    "hex": lambda record: b"x" + record.hex().encode(),
    "capital hex": lambda record: b"x" + record.hex().upper().encode(),
    "base64": lambda record: b"." + base64.b64encode(record),
    "base64 shifted": lambda record: b"." + base64.b64encode(b"ab" + record),
    "base64 for URLs": lambda record: b"." + base64.urlsafe_b64encode(record),
    "utf-16": lambda record: record.decode("latin-1").encode("utf-16-le"),
    "utf-16 big endian": lambda record: record.decode("latin-1").encode("utf-16-be"),
}
PLANTED = bytes(range(1, 25))


@pytest.mark.parametrize("encoding", sorted(PLANTS))
def test_a_planted_piece_is_found(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "leak").write_bytes(b"\xff" * 50 + PLANTS[encoding](PLANTED) + b"\xff" * 50)
    assert said(tmp_path, [b"--" + PLANTED + b"--"])


@pytest.mark.parametrize("form", ["iso", "seconds", "stamp"])
def test_a_planted_time_is_found(form: str, tmp_path: Path) -> None:
    moment = datetime.fromisoformat("2026-11-24T13:14:15.161718+00:00")
    text = {"iso": moment.isoformat(), "seconds": str(int(moment.timestamp())), "stamp": ""}[form]
    leak = tmp_path / "leak"
    leak.write_text(text)
    if form == "stamp":
        os.utime(leak, (0, moment.timestamp()))
    assert told_times(tmp_path, [moment])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("simulate", "--visits", 1, "--seed", 1, "--data", "{}", "--truth", "{}/truth.json"), "truth-inside"),
        (("sync", "--once", "--data", "{}"), "not-enrolled"),
        (("inspect", "{}/nothing"), "missing-file"),
        (("site", "show", "--data", "{}"), "missing-file"),
        (("site", "create", "--data", "{}", "--profile", "{}/nothing"), "missing-file"),
        (("site", "create", "--data", "{}"), "no-profile"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_code(words: tuple[object, ...], code: str, tmp_path: Path) -> None:
    filled = [str(word).replace("{}", str(tmp_path)) for word in words]
    command = [sys.executable, "-m", "kiosk.boot.commands", *filled]
    done = subprocess.run(command, capture_output=True, text=True, timeout=50, check=False)
    assert done.returncode == 1
    assert done.stderr.strip().endswith(f"[{code}]")
    assert "Traceback" not in done.stderr
