"""A fresh copy of every kept release for every test that asks for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.releases.kept import Release, unpack, versions


@pytest.fixture(params=versions())
def release(request: pytest.FixtureRequest, tmp_path: Path) -> Release:
    return unpack(request.param, tmp_path / "release")
