"""Files of the data folder: whole or not there, and every trouble of the disk is one sentence."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import folder
from kiosk.problem import Damaged, ReadOnlyFolder

NOBODY = 65534
TRY_TO_WRITE = (
    "import os, sys; from pathlib import Path; from kiosk import folder; from kiosk.problem import ReadOnlyFolder\n"
    "os.setuid(int(sys.argv[2]))\n"
    "try: folder.write_new(Path(sys.argv[1]), b'x')\n"
    "except ReadOnlyFolder: sys.exit(7)"
)


def test_a_secret_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "secret"
    folder.write_new(path, b"x", folder.SECRET)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_nothing_is_overwritten_by_accident(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(folder.FileExists):
        folder.write_new(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"old"


def test_replacing_leaves_nothing_beside_it(tmp_path: Path) -> None:
    folder.replace(tmp_path / "file", b"one")
    folder.replace(tmp_path / "file", b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_bytes() == b"two"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a file away")
def test_what_root_writes_belongs_to_the_folder_s_owner(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    os.chown(theirs, NOBODY, NOBODY)
    (tmp_path / "link").symlink_to(theirs)
    folder.write_new(tmp_path / "link" / "deep" / "deeper" / "file", b"x", folder.SECRET)
    folder.replace(theirs / "file", b"x")
    folder.replace(tmp_path / "ours" / "file", b"x")
    made = (theirs / "deep", theirs / "deep" / "deeper", theirs / "deep" / "deeper" / "file", theirs / "file")
    assert {(path.stat().st_uid, path.stat().st_gid) for path in made} == {(NOBODY, NOBODY)}
    assert {path.stat().st_uid for path in (tmp_path / "ours", tmp_path / "ours" / "file")} == {0}
    assert made[2].stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes another user")
def test_a_folder_that_this_user_may_not_enter_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    tried = subprocess.run(
        [sys.executable, "-c", TRY_TO_WRITE, str(tmp_path / "file"), str(NOBODY)],
        timeout=30,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert tried.returncode == 7


def test_a_folder_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ReadOnlyFolder):
        folder.replace(tmp_path / "file" / "inside", b"x")
    with pytest.raises(folder.MissingFile):
        folder.read(tmp_path / "file" / "inside", 10)


def test_a_file_larger_than_it_can_be_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    assert folder.read(tmp_path / "file", 5) == b"12345"
    with pytest.raises(Damaged):
        folder.read(tmp_path / "file", 4)


def test_a_full_disk_keeps_the_old_file_whole(tmp_path: Path) -> None:
    """A process that may write 4 kB only stands for the full disk (RLIMIT_FSIZE, setrlimit(2))."""
    (tmp_path / "file").write_bytes(b"old")
    program = (
        "import sys; from pathlib import Path; from kiosk import folder; from kiosk.problem import DiskFull\n"
        "try: folder.replace(Path(sys.argv[1]), bytes(100_000))\n"
        "except DiskFull: sys.exit(7)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "file")],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        timeout=30,
        check=False,
    )
    assert done.returncode == 7
    assert (tmp_path / "file").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_taking_away_a_file_that_is_not_there_is_no_error_and_a_folder_in_its_place_one(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder.remove(tmp_path / "file")
    folder.remove(tmp_path / "file")
    assert not (tmp_path / "file").exists()
    (tmp_path / "file").mkdir()
    with pytest.raises(ReadOnlyFolder):
        folder.remove(tmp_path / "file")
