"""A code is found on a stick; nothing else on it is shown, followed or read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.boot.enrolment import code_files as looking
from kiosk.boot.enrolment.code_files import MOST_FILES, code_files, sticks
from kiosk.boot.enrolment.steps import read_code
from kiosk.formats.enrolment import LIMIT, EnrolmentCode

CODE = EnrolmentCode("https://shelter.example:8443", bytes(32), bytes(32), bytes(16)).text()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "KINGSTON"
    place.mkdir()
    return place


def test_a_code_s_file_is_found_by_what_it_holds_and_says_whose_server_it_names(stick: Path) -> None:
    (stick / "for the tablet").write_text(f"{CODE.lower()}\r\n")
    (found,) = code_files([stick])
    assert (found.path.name, found.place, found.server) == ("for the tablet", "KINGSTON", "shelter.example")
    assert EnrolmentCode.parse(read_code(found.path)).text() == CODE


def test_what_is_no_code_is_not_shown(stick: Path) -> None:
    (stick / "letter.txt").write_text("Dear all")
    (stick / "empty").touch()
    (stick / "broken").write_text(CODE.replace("A", "B", 1) if "A" in CODE else CODE[:-1])
    (stick / "long").write_text(CODE + " " * LIMIT)
    (stick / "folder").mkdir()
    (stick / "folder" / "code.txt").write_text(CODE)
    assert code_files([stick]) == []


def test_a_link_is_not_followed_and_a_pipe_not_opened(stick: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(CODE)
    (stick / "link").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(stick / "pipe")
    assert code_files([stick]) == []


def test_a_stick_full_of_codes_shows_as_many_as_a_screen_does(stick: Path) -> None:
    for number in range(MOST_FILES + 5):
        (stick / f"{number}.txt").write_text(CODE)
    assert len(code_files([stick])) == MOST_FILES


def test_a_stick_that_was_taken_out_is_no_error(tmp_path: Path) -> None:
    assert code_files([tmp_path / "gone"]) == []


def test_sticks_are_mount_points_two_folders_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ana" / "KINGSTON").mkdir(parents=True)
    (tmp_path / "ana" / "folder" / "deeper").mkdir(parents=True)
    (tmp_path / "STICK").mkdir()
    mounted = {str(tmp_path / "ana" / "KINGSTON"), str(tmp_path / "STICK"), str(tmp_path / "ana" / "folder" / "deeper")}
    monkeypatch.setattr(looking, "MOUNTED_UNDER", (tmp_path, tmp_path / "not there"))
    monkeypatch.setattr(looking.os.path, "ismount", lambda path: str(path) in mounted)
    assert sorted(sticks()) == [tmp_path / "STICK", tmp_path / "ana" / "KINGSTON"]
    mounted.add(str(tmp_path))  # as `mount /dev/sda1 /mnt` does
    assert tmp_path in sticks()
