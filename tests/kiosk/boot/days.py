"""A simulated day for tests of desk and summary: its folder, its truth, and a way to run commands on it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).parents[3]


@dataclass(frozen=True)
class SimulatedDay:
    """The demo's data folder and what really happened there."""

    folder: Path
    visits: list[dict[str, Any]]

    def copy_to(self, place: Path) -> Path:
        """The folder again, for a test that changes it."""
        shutil.copytree(self.folder, place)
        return place


def simulated(place: Path, visits: int, seed: int) -> SimulatedDay:
    """A demo site after a day with so many visits."""
    words = ("simulate", "--visits", visits, "--seed", seed, "--data", place / "site", "--truth", place / "truth.json")
    done = ceiba(*words)
    assert done.returncode == 0, done.stderr
    return SimulatedDay(place / "site", json.loads((place / "truth.json").read_text())["visits"])


def ceiba(*words: object, stdin: str | bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run one command as its own process."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    command = [sys.executable, "-m", "kiosk.boot.commands", *map(str, words)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, input=given, capture_output=True, timeout=50, check=False, env=environment)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def loaded(*words: object) -> set[str]:
    """Names of the modules, and of their topmost packages, that a command's process had loaded at its end."""
    program = (
        "import atexit, json, sys\n"
        "atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))\n"
        "from kiosk.boot.commands import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", program, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=50, check=True)
    names = json.loads(done.stderr.strip().splitlines()[-1])
    return {*names, *(name.partition(".")[0] for name in names)}


def protocol_table() -> dict[str, Any]:
    """The default protocol's file as plain data."""
    return tomllib.loads((HOUSE / "kiosk" / "protocols" / "default.toml").read_text(encoding="utf-8"))
