"""What every test shares: Qt without a screen, fixed random seeds, and a log that may not hold a surprise."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QT_ACCESSIBILITY", "1")
# Hundreds of tests start processes of ours, as an installed one starts: from bytecode that is there already.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import pytest
from hypothesis import HealthCheck, settings

sys.dont_write_bytecode = False

settings.register_profile(
    "ceiba", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", parent=settings.get_profile("ceiba"), max_examples=5000)
settings.load_profile(os.environ.get("CEIBA_HYPOTHESIS", "ceiba"))


def pytest_configure(config: pytest.Config) -> None:
    """QML is compiled once for all workers and processes of a run, and no run takes another's."""
    if "QML_DISK_CACHE_PATH" not in os.environ:
        cache = TemporaryDirectory(prefix="ceiba-qml-")
        os.environ["QML_DISK_CACHE_PATH"] = cache.name
        config.add_cleanup(cache.cleanup)


@pytest.fixture(autouse=True)
def fail_on_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning or error that a test did not take out of `caplog` itself fails the test."""
    caplog.set_level(logging.WARNING)
    yield
    unexpected = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    if unexpected:
        pytest.fail("logged unexpectedly: " + "; ".join(record.getMessage() for record in unexpected))
