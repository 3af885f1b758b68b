"""Results of other threads reach the window's thread, or nobody."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread

from tests.ui.hand import settle
from ui.bridge.crossing import Crossing


@pytest.fixture
def crossing(qapp: object) -> Iterator[Crossing]:
    made = Crossing()
    yield made
    made.close()


def test_a_result_lands_in_the_windows_thread(crossing: Crossing, qtbot: object) -> None:
    landed: list[tuple[int, bool]] = []
    here = QThread.currentThread()
    carry = crossing.bring(lambda number: landed.append((number, QThread.currentThread() is here)))
    walker = threading.Thread(target=carry, args=(7,))
    walker.start()
    walker.join(5)
    assert landed == []
    settle()
    assert landed == [(7, True)]


def test_results_land_in_the_order_in_which_they_arrive(crossing: Crossing) -> None:
    landed: list[int] = []
    carry = crossing.bring(landed.append)
    for number in range(50):
        carry(number)
    settle()
    assert landed == list(range(50))


def test_nothing_lands_after_the_window_has_closed(qapp: object) -> None:
    crossing, landed = Crossing(), []
    carry = crossing.bring(landed.append)
    carry(1)
    crossing.close()
    carry(2)
    settle()
    assert landed == []


def test_work_that_fails_lands_as_nothing_and_is_logged_without_its_words(
    crossing: Crossing, caplog: pytest.LogCaptureFixture
) -> None:
    landed: list[int | None] = []

    def fail() -> int:
        raise ValueError("secret")

    crossing.run(fail, landed.append)
    crossing.close()
    crossing.run(lambda: 1, landed.append)
    assert [record.getMessage() for record in caplog.records] == ["work beside the window failed: ValueError"]
    caplog.clear()
