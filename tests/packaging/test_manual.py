"""`man ceiba` says what the program can do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import manual
import pytest

from kiosk.boot.commands import _parser

PAGE = manual.page(_parser(), "1.2.3", "2026-11-24")


def _plain(text: str) -> str:
    return text.replace(r"\-", "-").replace(r"\&", "")


@pytest.mark.parametrize("command", list(manual.leaves(_parser())), ids=lambda command: command.prog)
def test_every_command_is_there_with_each_of_its_options(command: object) -> None:
    prog, actions = command.prog, command._actions  # type: ignore[attr-defined]
    _, heading, rest = _plain(PAGE).partition(f".SS {prog}\n")
    assert heading
    section = rest.partition("\n.S")[0]
    for action in actions:
        if action.dest != "help":
            assert all(f"\\fB{name}\\fR" in section for name in action.option_strings), action


def test_marks_of_the_template_are_filled() -> None:
    assert "@" not in PAGE
    assert '"Ceiba 1.2.3"' in PAGE


def test_no_folder_of_the_machine_that_built_it_stands_in_the_page() -> None:
    assert str(Path.home()) not in PAGE


def test_a_point_at_the_start_of_a_line_is_no_request() -> None:
    assert manual._sentence(".hidden file") == r"\&.hidden file."


def test_groff_has_nothing_to_say(tmp_path: Path) -> None:
    page = tmp_path / "ceiba.1"
    page.write_text(PAGE, "utf-8")
    command = ["groff", "-Kutf8", "-man", "-Tutf8", "-ww", "-z", str(page)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stderr
    assert said == ""
