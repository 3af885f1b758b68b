"""Runs an asset program as the Makefile does: its own process, here with another order of Python's sets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[2] / "packaging" / "assets"


def run_elsewhere(program: str, folder: Path) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    command = [sys.executable, str(ASSETS / program), str(folder)]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=50, check=True)
    assert ran.stdout.endswith(f"made in {folder}\n"), ran.stdout
    assert "already" not in ran.stdout
    assert ran.stderr == ""
