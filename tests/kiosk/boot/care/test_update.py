"""`ceiba update` as people type it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.update.keys import LIST
from tests.kiosk.boot.days import ceiba

AS_SOMEBODY = (
    "import os, sys; os.geteuid = lambda: 1000\nfrom kiosk.boot.commands import main; sys.exit(main(sys.argv[1:]))"
)


def test_only_an_administrator_may(tmp_path: Path) -> None:
    command = [sys.executable, "-c", AS_SOMEBODY, "update", "--from", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=50, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("[needs-root]\n")


@pytest.mark.skipif(os.geteuid() != 0, reason="as administrator")
def test_a_program_that_knows_no_release_key_follows_nobody(tmp_path: Path) -> None:
    if any(line and not line.startswith("#") for line in LIST.read_text("utf-8").splitlines()):
        pytest.skip("this program has a release key")
    done = ceiba("update", "--from", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("[no-release-key]\n")


def test_either_a_stick_or_the_way_back(tmp_path: Path) -> None:
    assert ceiba("update").returncode == 2
    assert ceiba("update", "--from", tmp_path, "--rollback").returncode == 2


def test_it_loads_neither_window_nor_database_nor_paper() -> None:
    program = "import sys, kiosk.boot.care.update; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=50, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"PySide6", "ui", "db", "sqlalchemy", "printers", "reportlab", "shelter", "starlette"}
