"""Histories of loss, duplication, reordering, kills, restores, twins and wrong clocks: a short form. The long one is
`make prove-sync`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.kiosk.sync.histories import Histories, Nursery, counts

SHORT = 16


@pytest.fixture
def nursery() -> Iterator[None]:
    yield
    Nursery.close()


@pytest.mark.timeout(180)
def test_nothing_is_lost_doubled_or_forgotten_too_early(nursery: None) -> None:
    counts.clear()
    wanted = settings(
        max_examples=SHORT,
        stateful_step_count=25,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Histories, settings=wanted)
    assert counts["lost"] == counts["doubled"] == 0
    for what in (
        "sessions",
        "kills",
        "server restores",
        "kiosk restores",
        "twins",
        "sticks",
        "new chains",
        "forgotten",
        "visits",
    ):
        assert counts[what] > 0, what
