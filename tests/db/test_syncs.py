"""What a finish costs the disk, counted with strace: exactly two syncs of the log before it returns."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.db.watching import Call, between, kept_in, watched

SYNCS = {"fsync", "fdatasync"}


def syncs(calls: list[Call]) -> Counter[str]:
    return Counter(call.file for call in calls if call.name in SYNCS)


def test_a_finish_is_two_log_syncs_and_the_checkpoint_two_more_apart(tmp_path: Path) -> None:
    folder = tmp_path / "kiosk"
    calls, report = watched(folder, "start", "finish", "settle")
    finish = between(calls, "begin-finish", "end-finish")
    # the log is new each time, so SQLite also syncs the folder that names it: no third sync of the log
    assert syncs(finish) == {"kiosk.sqlite-wal": 2, "kiosk": 1}
    assert {call.file for call in finish if call.name == "pwrite64"} == {"kiosk.sqlite-wal"}
    last = max(at for at, call in enumerate(finish) if call.name == "pwrite64")
    assert [call.file for call in finish[last + 1 :] if call.name in SYNCS] == ["kiosk.sqlite-wal"]
    settle = between(calls, "begin-settle", "end-settle")
    assert syncs(settle) == {"kiosk.sqlite-wal": 1, "kiosk.sqlite": 1}
    assert [call.file for call in settle if call.name == "unlink"] == ["kiosk.sqlite-wal"]
    assert (report["raised"], report["standing"], report["unsaved"]) == ([], [], 0)
    assert set(report["leaves"]) <= set(kept_in(folder))
