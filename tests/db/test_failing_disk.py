"""A disk that is full, read-only or broken: one Problem each, and no visit lost. Real errors of real system calls:
injected by strace, made by a limit of the process, or by taking the rights away."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.ballast import SIZE
from tests.db.watching import Call, between, kept_in, lived, watched

LONG = os.environ.get("CEIBA_LONG") == "1"
LOG = "kiosk.sqlite-wal"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store that was born and closed one batch."""
    lived(tmp_path / "kiosk", "start")
    return tmp_path / "kiosk"


def calls_before_the_finish(folder: Path, call: str, file: str) -> int:
    """How often a life of `start` and `finish` makes a call on a file before the finish begins; tried on a copy."""
    copy = folder.parent / "copy" / "kiosk"
    shutil.copytree(folder, copy)
    calls, _ = watched(copy, "start", "finish")
    shutil.rmtree(copy.parent)
    before = between(calls, "begin-start", "begin-finish")
    return len([one for one in before if (one.name, one.file) == (call, file)])


def test_a_full_disk_is_given_the_ballast_and_the_finish_succeeds(folder: Path) -> None:
    first = calls_before_the_finish(folder, "pwrite64", LOG) + 1
    inject = f"pwrite64:error=ENOSPC:when={first}"
    calls, report = watched(folder, "start", "finish", inject=inject, file=LOG)
    assert [call.name for call in calls if call.injected] == ["pwrite64"]
    assert (report["raised"], report["unsaved"]) == ([], 0)
    assert set(report["leaves"]) <= set(kept_in(folder))
    assert not (folder / "ballast").exists()
    lived(folder, "start")
    assert (folder / "ballast").stat().st_size == SIZE


def test_a_disk_that_stays_full_is_one_problem_and_the_visit_waits_in_memory(folder: Path) -> None:
    first = calls_before_the_finish(folder, "pwrite64", LOG) + 1
    before = kept_in(folder)
    inject = f"pwrite64:error=ENOSPC:when={first}+"
    _, report = watched(folder, "start", "finish", "tick", inject=inject, file=LOG)
    assert (report["raised"], report["standing"], report["unsaved"]) == (["disk-full"], ["disk-full"], 1)
    assert set(before) <= set(kept_in(folder))


def test_a_sync_that_fails_means_unknown_and_the_visit_is_kept_once(folder: Path) -> None:
    first = calls_before_the_finish(folder, "fdatasync", LOG) + 2  # the second one of the finish: its commit
    inject = f"fdatasync:error=EIO:when={first}"
    _, report = watched(folder, "start", "finish", "tick", inject=inject, file=LOG)
    assert (report["raised"], report["standing"], report["unsaved"]) == (["database"], [], 0)
    kept = kept_in(folder)
    assert [kept.count(leaf) for leaf in report["leaves"]] == [1, 1]


def faults(folder: Path) -> Iterator[tuple[str, str, int]]:
    """Every write, sync and truncation of a life, by call, file and number."""
    calls, _ = watched(folder, "start", "finish", "settle", "close", "finish")
    seen: dict[tuple[str, str], int] = {}
    for call in calls:
        if call.name in {"pwrite64", "fdatasync", "ftruncate"} and call.file in {LOG, "kiosk.sqlite"}:
            seen[call.name, call.file] = seen.get((call.name, call.file), 0) + 1
            yield call.name, call.file, seen[call.name, call.file]


@pytest.mark.timeout(2400 if LONG else 180)
def test_whichever_call_fails_once_no_visit_is_lost_and_none_kept_twice(tmp_path: Path) -> None:
    origin = tmp_path / "origin" / "kiosk"
    lived(origin, "start")
    copy = tmp_path / "counted" / "kiosk"
    shutil.copytree(origin, copy)
    every = list(faults(copy))
    assert len(every) > 100
    injected = 0
    for number, (name, file, when) in enumerate(every[:: 1 if LONG else 47]):
        kiosk = tmp_path / str(number) / "kiosk"
        shutil.copytree(origin, kiosk)
        calls, report = watched(
            kiosk,
            *("start", "finish", "settle", "close", "finish", "tick", "tick"),
            inject=f"{name}:error=EIO:when={when}",
            file=file,
        )
        injected += any(call.injected for call in calls)
        assert report["unsaved"] == 0, (name, file, when)
        assert report["standing"] == [], (name, file, when)
        kept = kept_in(kiosk)
        assert [kept.count(leaf) for leaf in report["leaves"]] == [1] * 4, (name, file, when)
        assert len(kept) == len(set(kept))
    assert injected > len(every) // 94


def test_a_file_that_may_not_grow_keeps_its_log_and_goes_on_when_it_may(folder: Path) -> None:
    report = lived(folder, "start", "finish", "fill", "close", "finish", "free", "tick")
    assert report["raised"] == ["database"]
    assert (report["standing"], report["unsaved"]) == ([], 0)
    kept = kept_in(folder)
    assert [kept.count(leaf) for leaf in report["leaves"]] == [1] * 4


def test_a_read_only_folder_is_one_problem_and_nothing_changes() -> None:
    with tempfile.TemporaryDirectory() as home:
        Path(home).chmod(0o755)  # pytest's own folders are closed to the user that root becomes
        folder = Path(home) / "kiosk"
        lived(folder, "start")
        folder.chmod(0o755)
        report = lived(folder, "start", "finish", "settle", "seal_folder", "finish", "tick")
        assert (report["raised"], report["standing"], report["unsaved"]) == (["read-only"], ["read-only"], 1)
        folder.chmod(0o755)
        (folder / "kiosk.sqlite").chmod(0o600)
        assert [kept_in(folder).count(leaf) for leaf in report["leaves"]] == [1, 1, 0, 0]


def test_the_counted_calls_are_those_of_the_store() -> None:
    call = Call("pwrite64", LOG, True, "")
    assert between([Call("write", "x", False, '"a"'), call, Call("write", "x", False, '"b"')], "a", "b") == [call]
