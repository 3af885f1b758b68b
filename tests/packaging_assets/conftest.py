"""The asset programs, importable as they are when run, and one build of each for all tests of a worker."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .elsewhere import ASSETS, run_elsewhere

sys.path.append(str(ASSETS))  # at the end: nothing there may hide an installed package

import fonts
import pictograms

LOST = "NotoSans-Bold.ttf"


@pytest.fixture(scope="session")
def made_fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made where an older build has lost a file, by another process than made the house's own."""
    folder = tmp_path_factory.mktemp("fonts")
    for path in fonts.made_files(folder):
        path.write_bytes(b"of an older build")
    (folder / LOST).unlink()
    (folder / fonts.STAMP).write_text(fonts.fingerprint(fonts.wanted_characters()), "ascii")
    run_elsewhere("fonts.py", folder)
    return folder


@pytest.fixture(scope="session")
def made_pictograms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictograms")
    assert pictograms.build(folder)
    return folder
