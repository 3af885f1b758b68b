"""One simulated day for every test of the supervisor's window. The window only reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible

from tests.kiosk.boot.days import SimulatedDay, simulated
from tests.ui.office.rooms import before_summary, open_summary, summary_of
from tests.ui.office.typist import Typist


@pytest.fixture(scope="session")
def summary_day(tmp_path_factory: pytest.TempPathFactory) -> SimulatedDay:
    return simulated(tmp_path_factory.mktemp("summary-window"), 30, seed=21)


@pytest.fixture
def sit_down(qtbot: object) -> Iterator[Callable[..., Typist]]:
    """Opens a window and hands over whoever sits before it; closes it at the end."""
    QAccessible.setActive(True)
    seated: list[Typist] = []

    def sit(*words: object, **more: object) -> Typist:
        seated.append(before_summary(*words, **more))  # type: ignore[arg-type]
        return seated[-1]

    yield sit
    for one in seated:
        one.window.close()


@pytest.fixture
def typist(sit_down: Callable[..., Typist], summary_day: SimulatedDay, tmp_path: Path) -> Typist:
    """Before an open summary in English; reports go to `tmp_path`."""
    return open_summary(sit_down(summary_day.folder, summary_of(summary_day.folder, tmp_path)))
