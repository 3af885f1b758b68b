"""The installer compiles here, over a bundle that is not one; what it does to data is read. It never runs here."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from random import Random

import pytest

from .places import HOUSE, PROGRAM, SCRIPT

SECONDS = 50
EXECUTABLE, INSTALLER = b"MZ", b"NullsoftInst"


def _compiled(folder: Path, out: Path) -> subprocess.CompletedProcess[str]:
    given = [f"-DVERSION=0.1.0-{folder.name}", f"-DBUNDLE={folder}", f"-DOUT={out}"]
    command = ["makensis", "-WX", "-V2", *given, str(SCRIPT)]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)


@pytest.fixture
def stub(tmp_path: Path) -> Path:
    inside = tmp_path / "ceiba" / "_internal"
    inside.mkdir(parents=True)
    for path in (inside / "a.txt", inside.parent / "ceiba.exe", inside.parent / PROGRAM):
        path.write_bytes(b"x" * 100)
    return inside.parent


def test_it_compiles_without_a_warning_to_an_installer(stub: Path, tmp_path: Path) -> None:
    ran = _compiled(stub, tmp_path / "ceiba-installer.exe")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    made = (tmp_path / "ceiba-installer.exe").read_bytes()
    assert made.startswith(EXECUTABLE)
    assert INSTALLER in made


def test_it_takes_everything_in_the_bundle(stub: Path, tmp_path: Path) -> None:
    _compiled(stub, tmp_path / "small.exe")
    (stub / "_internal" / "more").mkdir()
    (stub / "_internal" / "more" / "b.bin").write_bytes(bytes(range(256)) * 2000)
    (stub / "_internal" / "noise.bin").write_bytes(Random(1).randbytes(100_000))
    _compiled(stub, tmp_path / "large.exe")
    assert (tmp_path / "large.exe").stat().st_size > (tmp_path / "small.exe").stat().st_size + 99_000


def test_without_a_bundle_nothing_is_compiled(tmp_path: Path) -> None:
    ran = _compiled(tmp_path / "nothing", tmp_path / "ceiba-installer.exe")
    assert ran.returncode != 0
    assert not (tmp_path / "ceiba-installer.exe").exists()


def test_data_is_deleted_in_one_place_and_a_silent_uninstall_without_the_word_goes_round_it() -> None:
    lines = [line.strip() for line in SCRIPT.read_text("utf-8").splitlines()]
    deletes = [at for at, line in enumerate(lines) if line.startswith(("RMDir", "Delete ")) and "APPDATA" in line]
    assert len(deletes) == 1
    assert lines[deletes[0] - 1] == "erase:"
    assert lines[deletes[0] - 2] == "Goto kept"
    asked = next(line for line in lines if "is then lost" in line)
    assert asked.endswith("/SD IDNO IDYES erase")
    assert any("MB_DEFBUTTON2" in line for line in lines)


def test_every_message_has_an_answer_for_a_silent_run() -> None:
    joined = SCRIPT.read_text("utf-8").replace("\\\n", " ")
    boxes = re.findall(r"^\s*MessageBox .*$", joined, re.MULTILINE)
    assert len(boxes) > 3
    assert [box for box in boxes if " /SD ID" not in box] == []


def test_the_data_folder_is_closed_before_anything_is_copied() -> None:
    script = SCRIPT.read_text("utf-8")
    section = script[script.index('Section "Ceiba"') : script.index('Section "Uninstall"')]
    assert section.index("Call MakeDataFolder") < section.index("File /r")
    granted = next(line for line in script.splitlines() if "/grant:r" in line)
    assert "/inheritance:r" in granted
    assert granted.count("${SYSTEM}") == granted.count("${ADMINISTRATORS}") == granted.count("$Account:") == 1


def test_the_menu_starts_what_debian_s_menu_starts() -> None:
    entries = (HOUSE / "packaging" / "deb" / "debian" / "desktop").glob("*.desktop")
    debian = {re.search(r"^Exec=ceiba (.*)$", path.read_text("utf-8"), re.MULTILINE)[1] for path in entries}  # type: ignore[index]
    windows = set(re.findall(r'CreateShortCut "[^"]+" "[^"]+" "([^"]+)"', SCRIPT.read_text("utf-8")))
    assert windows == debian
