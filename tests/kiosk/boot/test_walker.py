"""A long-lived thread: does its step at once when asked, survives a bug, and ends in time."""

from __future__ import annotations

import logging
from threading import Event

import pytest

from kiosk.boot.walker import Walker

SECONDS = 10


def test_a_step_comes_at_once_when_there_is_something_to_do() -> None:
    stepped = Event()
    with Walker("test", stepped.set) as walker:
        assert stepped.wait(SECONDS)
        stepped.clear()
        walker.soon()
        assert stepped.wait(SECONDS / 4)


def test_a_bug_in_one_step_is_logged_by_name_only_and_the_next_one_comes(caplog: pytest.LogCaptureFixture) -> None:
    twice, steps = Event(), []

    def step() -> None:
        steps.append(len(steps))
        if len(steps) == 1:
            walker.soon()
            raise ValueError("a guest's answer")
        twice.set()

    walker = Walker("test", step)
    with walker:
        assert twice.wait(SECONDS)
    (record,) = caplog.records
    assert (record.levelno, record.getMessage()) == (logging.ERROR, "test goes on after a bug: ValueError")
    caplog.clear()


def test_leaving_ends_the_thread() -> None:
    stepped = Event()
    with Walker("test", stepped.set) as walker:
        assert stepped.wait(SECONDS)
    assert not walker._thread.is_alive()
