"""The units as systemd and a thief would read them."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from kiosk.boot.commands import _parser

from .places import DEBIAN, sections

KIOSK = DEBIAN / "ceiba.ceiba-kiosk.service"
SERVER = DEBIAN / "ceiba.ceiba-server.service"
BOTH = pytest.mark.parametrize("unit", [KIOSK, SERVER], ids=["kiosk", "server"])
MOST_EXPOSURE = 20
"""Of 100, as systemd-analyze counts; 14 when this was written."""


def _ceiba(unit: Path) -> list[str]:
    words = shlex.split(sections(unit)["Service"]["ExecStart"])
    return words[words.index("/usr/bin/ceiba") + 1 :]


@BOTH
def test_its_command_is_one_that_the_program_knows(unit: Path) -> None:
    arguments = _parser().parse_args(_ceiba(unit))
    user = sections(unit)["Service"]["User"]
    assert arguments.data == Path("/var/lib") / user
    assert f"u {user} " in (DEBIAN / "ceiba.sysusers").read_text()
    assert f"d {arguments.data} 0700 {user} {user}" in (DEBIAN / "ceiba.tmpfiles").read_text()


@BOTH
def test_the_system_writes_nothing_of_its_memory(unit: Path) -> None:
    service = sections(unit)["Service"]
    assert (service["LimitCORE"], service["MemorySwapMax"]) == ("0", "0")
    assert service["UMask"] == "0077"


@BOTH
def test_it_writes_into_its_own_folder_alone(unit: Path) -> None:
    service = sections(unit)["Service"]
    assert (service["ProtectSystem"], service["ProtectHome"]) == ("strict", "yes")
    assert service["ReadWritePaths"] == f"/var/lib/{service['User']}"
    assert service["NoNewPrivileges"] == "yes"


def test_a_kiosk_that_crashed_is_back_within_a_second_however_often() -> None:
    unit = sections(KIOSK)
    assert unit["Service"]["Restart"] == "always"
    assert float(unit["Service"]["RestartSec"]) <= 1
    assert unit["Unit"]["StartLimitIntervalSec"] == "0"


def test_the_guest_s_session_has_no_other_console_and_no_frame() -> None:
    service = sections(KIOSK)["Service"]
    cage = shlex.split(service["ExecStart"].partition(" -- ")[0])
    assert "-s" not in cage  # would let Ctrl+Alt+F2 through
    assert "QT_WAYLAND_DISABLE_WINDOWDECORATION=1" in service["Environment"]
    assert "--fullscreen" in _ceiba(KIOSK)


@BOTH
def test_systemd_understands_every_line(unit: Path, tmp_path: Path) -> None:
    text = re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", unit.read_text("utf-8"))  # cage need not be here
    copy = tmp_path / unit.name.removeprefix("ceiba.")
    copy.write_text(text)
    said = _systemd_analyze("verify", "--man=no", str(copy))
    assert [line for line in said.stderr.splitlines() if copy.name in line] == []


def test_the_server_exposes_little() -> None:
    said = _systemd_analyze("security", "--offline=true", f"--threshold={MOST_EXPOSURE}", str(SERVER))
    assert said.returncode == 0, said.stdout[-2000:]


def _systemd_analyze(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, timeout=50, check=False)
