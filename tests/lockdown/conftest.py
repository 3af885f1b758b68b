"""A kiosk in the middle of a visit, shared by every attempt to get out of it: each must leave it as it was."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.places import PACKAGE_TEST

sys.path.append(str(PACKAGE_TEST))  # at the end: nothing there may hide an installed package

from tests.lockdown import seat

VISIT = (("language", "card-es"), ("notice", "card-questions"), ("doctor", "card-1"), ("who", "card-1"))
MIDDLE = "mask"


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("seat")


@pytest.fixture(scope="package")
def screen(folder: Path) -> Iterator[seat.Screen]:
    with seat.screen(folder) as screen:
        yield screen


@pytest.fixture(scope="package")
def in_a_visit(screen: seat.Screen, folder: Path) -> Iterator[seat.Told]:
    """A guest's answers are given, the next question stands."""
    with seat.kiosk(screen, folder / "log") as kiosk:
        into_a_visit(kiosk)
        yield kiosk


def into_a_visit(kiosk: seat.Told) -> None:
    for step, control in VISIT:
        kiosk.tap(step, control)
    kiosk.until(lambda said: seat.stands(said, MIDDLE))
