"""Kill -9 at any moment loses no finished visit, and what is left behind shows no more than one act."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

LONG = os.environ.get("CEIBA_LONG") == "1"
KILLS = 300 if LONG else 25


@pytest.mark.timeout(900 if LONG else 180)
def test_no_kill_loses_a_finished_visit(tmp_path: Path) -> None:
    arguments = [sys.executable, "-m", "tests.db.killing", str(tmp_path / "kiosk"), str(KILLS), "1"]
    ran = subprocess.run(arguments, capture_output=True, text=True, timeout=890 if LONG else 170, check=True)
    report = json.loads(ran.stdout)
    kills = report["kills"]
    assert kills >= KILLS
    assert report["visits said"] > 2 * kills
    assert report["batches"] > kills // 3
    assert report["logs left"] > kills // 12  # kills did fall between a commit and its checkpoint
    assert (report["lost"], report["twice"], report["problems"]) == (0, 0, [])
    assert report["most commits in a log"] == 1
    assert report["most checkpoints counted"] == 0
    assert report["files"] == ["ballast", "kiosk.sqlite"]
