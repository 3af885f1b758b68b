"""How another `ceiba` is started, and the same again: by Python's words, or in a bundle by the program alone."""

from __future__ import annotations

import sys

import pytest

from kiosk.boot.own_process import command, is_bundle, same_again

PROGRAM = "/opt/ceiba/ceiba"


@pytest.fixture
def bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    """As PyInstaller's starter leaves it (https://pyinstaller.org/en/stable/runtime-information.html)."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", PROGRAM)
    monkeypatch.setattr(sys, "argv", [PROGRAM, "kiosk", "--lang", "ar"])


def test_python_is_given_the_module_and_no_folder_to_load_others_from() -> None:
    assert not is_bundle()
    assert command("serve", "--port", 0) == [sys.executable, "-P", "-m", "kiosk.boot.commands", "serve", "--port", "0"]


def test_the_same_again_is_python_with_all_of_its_words() -> None:
    assert same_again() == [sys.executable, *sys.orig_argv[1:]]


@pytest.mark.usefixtures("bundle")
def test_a_bundle_starts_itself() -> None:
    assert command("serve", "--port", 0) == [PROGRAM, "serve", "--port", "0"]
    assert same_again() == [PROGRAM, "kiosk", "--lang", "ar"]
