"""What the frozen program hands on to programs that it starts: the system's library path, not the bundle's."""

from __future__ import annotations

import os
import runpy

import pytest

from .places import BUNDLE

HOOK = str(BUNDLE / "own_environment.py")
PATH, BEFORE, AFRESH = "LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG", "PYINSTALLER_RESET_ENVIRONMENT"


@pytest.fixture(autouse=True)
def _empty(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (PATH, BEFORE, AFRESH):
        monkeypatch.setenv(name, "")  # so that what the hook sets is taken back
        monkeypatch.delenv(name)


def test_the_bundle_s_own_path_is_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PATH, "/opt/ceiba/_internal")
    runpy.run_path(HOOK)
    assert PATH not in os.environ
    assert os.environ[AFRESH] == "1"


def test_what_stood_there_before_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PATH, "/opt/ceiba/_internal:/usr/local/lib")
    monkeypatch.setenv(BEFORE, "/usr/local/lib")
    runpy.run_path(HOOK)
    assert os.environ[PATH] == "/usr/local/lib"
    assert BEFORE not in os.environ
