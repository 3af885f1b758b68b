"""The marks never fall, survive a restart, and are not written when nothing rises."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.file import KioskFile
from db.marks import SqlMarks
from kiosk.ports.marks import Marks
from tests.kiosk.batch.sealing import HandClock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kiosk" / "kiosk.sqlite"


def both(marks: Marks) -> tuple[int, int]:
    return marks.epoch(), marks.schedule_version()


def test_marks_begin_at_zero_and_each_only_rises(path: Path) -> None:
    marks = SqlMarks(KioskFile(path, HandClock()))
    assert both(marks) == (0, 0)
    marks.raise_to(2968, 3)
    marks.raise_to(2960, 4)
    marks.raise_to(2969, 1)
    assert both(marks) == (2969, 4)
    assert both(SqlMarks(KioskFile(path, HandClock()))) == (2969, 4)


def test_nothing_is_written_when_nothing_rises(path: Path) -> None:
    marks = SqlMarks(KioskFile(path, HandClock()))
    marks.raise_to(2968, 3)
    raw = path.read_bytes()
    path.chmod(0o400)
    path.unlink()  # so that any act would make a new file
    marks.raise_to(2968, 2)
    assert both(marks) == (2968, 3)
    assert not path.exists()
    path.write_bytes(raw)
