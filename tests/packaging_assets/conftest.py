"""The asset programs, importable as they are when run, and one finished build of each for all tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .elsewhere import ASSETS

sys.path.append(str(ASSETS))  # at the end: nothing there may hide an installed package

import fonts
import pictograms


@pytest.fixture(scope="session")
def made_fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fonts")
    assert fonts.build(folder)
    return folder


@pytest.fixture(scope="session")
def made_pictograms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictograms")
    assert pictograms.build(folder)
    return folder
