"""A few visits made once by real touches; each test follows a copy of what they left."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.boot.demo.guests import Visited, let_them_come
from kiosk.boot.demo.machines import Machines, set_up
from kiosk.boot.demo.script import VISITS

FEW = ("adult-with-three-children", "things-only")
"""One that leaves a record, and one that leaves none."""


@dataclass(frozen=True)
class Afternoon:
    """The machines when the window has closed, and who came."""

    machines: Machines
    visited: Visited


@pytest.fixture(scope="package")
def once(tmp_path_factory: pytest.TempPathFactory) -> Afternoon:
    machines = set_up(tmp_path_factory.mktemp("demo") / "out")
    return Afternoon(machines, let_them_come(machines, [visit for visit in VISITS if visit.name in FEW]))


@pytest.fixture
def afternoon(once: Afternoon, tmp_path: Path) -> Afternoon:
    shutil.copytree(once.machines.out, tmp_path / "out")
    return Afternoon(Machines(tmp_path / "out"), once.visited)
