"""One simulated day for every test of the desk's window; each test has a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible

from tests.kiosk.boot.days import SimulatedDay, ceiba, simulated
from tests.ui.office.rooms import before_desk, desk_of, open_desk
from tests.ui.office.typist import Typist


@pytest.fixture(scope="session")
def desk_day(tmp_path_factory: pytest.TempPathFactory) -> SimulatedDay:
    """Its records are in the desk's store already."""
    day = simulated(tmp_path_factory.mktemp("desk-window"), 40, seed=11)
    assert ceiba("desk", "--headless", "--data", day.folder).returncode == 0
    return day


@pytest.fixture
def folder(desk_day: SimulatedDay, tmp_path: Path) -> Path:
    return desk_day.copy_to(tmp_path / "site")


@pytest.fixture
def sit_down(qtbot: object) -> Iterator[Callable[..., Typist]]:
    """Opens a window and hands over whoever sits before it; closes it at the end."""
    QAccessible.setActive(True)
    seated: list[Typist] = []

    def sit(*words: object, **more: object) -> Typist:
        seated.append(before_desk(*words, **more))  # type: ignore[arg-type]
        return seated[-1]

    yield sit
    for one in seated:
        one.window.close()


@pytest.fixture
def typist(sit_down: Callable[..., Typist], folder: Path) -> Typist:
    """Before an open desk in English."""
    return open_desk(sit_down(folder, desk_of(folder)))
