"""The demo without a screen: real touches, real paper, and a report that tells what failed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.boot.demo.script import VISITS


def demo(out: Path, *words: str) -> subprocess.CompletedProcess[str]:
    without_screen = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    command = [sys.executable, "-m", "kiosk.boot.commands", "demo", "--headless", "--out", str(out), *words]
    return subprocess.run(command, env=without_screen, capture_output=True, text=True, timeout=170, check=False)


@pytest.mark.timeout(180)
def test_everybody_is_helped_and_every_slip_is_read_back(tmp_path: Path) -> None:
    done = demo(tmp_path / "out", "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    printing = [visit for visit in VISITS if visit.prints]
    assert (report["visits"], report["slips_read"]) == (len(VISITS), len(printing))
    assert len(list((tmp_path / "out" / "slips").glob("*.pdf"))) == len(printing)
    assert len(list((tmp_path / "out" / "pictures").glob("*.png"))) == sum(len(visit.touches) for visit in VISITS)


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("kept")
    done = demo(tmp_path)
    assert (done.returncode, done.stderr.strip().endswith("[file-exists]")) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_what_is_expected_follows_from_the_touches() -> None:
    said = {visit.name: visit.said() for visit in VISITS}
    assert said["adult-with-three-children"].children == 3
    assert said["arabic-speaker-who-is-sick"].answers["sick"] == ["fever", "cough"]
    assert said["everything-declined"].answers == {}
    assert said["things-only"].sharing == "nothing"
