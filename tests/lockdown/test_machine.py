"""What is the machine's: set when it becomes a kiosk, taken back when it is none, understood by systemd and kernel."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.packaging.places import DEBIAN, sections

SETTINGS = DEBIAN / "lockdown"
USER = "4711"
NEVER = re.compile(r"udisks|automount|udevil|usbmount|gvfs|pcmanfm|autofs")
ACTS = """#!/bin/sh
echo "$(basename "$0") $*" >> {log}
case "$0" in */id) echo {user} ;; */{broken}) exit 1 ;; esac
"""


class Machine:
    """The installed files under a folder, its own /run, and acts of the system that are noted instead of done."""

    def __init__(self, folder: Path, broken: str = "nothing") -> None:
        self.run, self._log, self._acts = folder / "run", folder / "log", folder / "acts"
        self._program = folder / "usr/lib/ceiba/bin/machine"
        self._program.parent.mkdir(parents=True)
        shutil.copy(DEBIAN / "bin" / "machine", self._program)
        shutil.copytree(SETTINGS, folder / "usr/share/ceiba/lockdown")
        (self.run / "ceiba-lockdown").mkdir(parents=True)
        self._acts.mkdir()
        for name in ("id", "udevadm", "systemctl", "systemd-sysctl"):
            (self._acts / name).write_text(ACTS.format(log=self._log, user=USER, broken=broken))
            (self._acts / name).chmod(0o755)

    def does(self, word: str) -> int:
        self._log.write_text("")
        there = f'mount --bind {self.run} /run && PATH={self._acts}:$PATH exec {self._program} "$0"'
        command = ["unshare", "--map-root-user", "--mount", "sh", "-c", there, word]
        return subprocess.run(command, timeout=20, check=False, stderr=subprocess.DEVNULL).returncode

    def done(self) -> list[str]:
        return self._log.read_text().splitlines()

    def files(self) -> set[str]:
        return {str(path.relative_to(self.run)) for path in self.run.rglob("*") if not path.is_dir()} - {
            "ceiba-lockdown/before.conf"
        }


def test_a_machine_is_locked_below_run_alone_and_what_it_was_comes_back(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    assert machine.does("lock") == 0
    assert machine.files() == {
        "udev/rules.d/71-ceiba-lockdown.rules",
        "systemd/logind.conf.d/ceiba-lockdown.conf",
        "systemd/system.conf.d/ceiba-lockdown.conf",
        f"systemd/system/user-{USER}.slice.d/ceiba-lockdown.conf",
        "systemd/system/ctrl-alt-del.target",
    }
    assert (machine.run / "systemd/system/ctrl-alt-del.target").readlink() == Path("/dev/null")
    assert machine.done()[-4:] == [
        "udevadm control --reload",
        "udevadm trigger --action=change --subsystem-match=block",
        "systemctl daemon-reload",
        "systemctl kill --kill-whom=main --signal=HUP systemd-logind.service",
    ]
    before = (machine.run / "ceiba-lockdown/before.conf").read_text()
    assert f"kernel.core_pattern = {Path('/proc/sys/kernel/core_pattern').read_text()}" in before
    assert machine.does("unlock") == 0
    assert machine.files() == set()
    assert "systemd-sysctl /run/ceiba-lockdown/before.conf" in machine.done()


@pytest.mark.parametrize("broken", ["udevadm", "systemctl", "systemd-sysctl"])
def test_a_step_that_fails_is_told_and_keeps_no_other_from_being_taken(tmp_path: Path, broken: str) -> None:
    machine = Machine(tmp_path, broken)
    assert machine.does("lock") == 1
    assert len(machine.files()) == 5
    assert len([line for line in machine.done() if not line.startswith("id ")]) == 5


def test_it_knows_two_words(tmp_path: Path) -> None:
    assert Machine(tmp_path).does("open") == 2


@pytest.mark.parametrize(
    ("settings", "section", "program"),
    [("logind.conf", "Login", "/lib/systemd/systemd-logind"), ("manager.conf", "Manager", "/lib/systemd/systemd")],
)
def test_systemd_knows_every_setting(settings: str, section: str, program: str) -> None:
    known = Path(program).read_bytes()
    names = dict(sections(SETTINGS / settings)[section])
    assert names
    assert [name for name in names if name.encode() not in known] == []


def test_no_console_no_magic_key_no_restart_by_keys_no_memory_on_a_disk() -> None:
    login = sections(SETTINGS / "logind.conf")["Login"]
    assert (login["NAutoVTs"], login["ReserveVT"], login["HandleHibernateKey"]) == ("0", "0", "ignore")
    assert sections(SETTINGS / "manager.conf")["Manager"]["CtrlAltDelBurstAction"] == "none"
    assert sections(SETTINGS / "slice.conf")["Slice"]["MemorySwapMax"] == "0"
    kernel = [line for line in (SETTINGS / "sysctl.conf").read_text().splitlines() if not line.startswith("#")]
    assert kernel == ["-kernel.sysrq = 0", "kernel.core_pattern = |/bin/false"]


def test_the_guest_s_unit_brings_the_lock_and_starts_whatever_becomes_of_it() -> None:
    unit = sections(DEBIAN / "ceiba.ceiba-kiosk.service")["Unit"]
    assert "ceiba-lockdown.service" in unit["Wants"].split()
    assert "ceiba-lockdown.service" in unit["After"].split()
    lock = sections(DEBIAN / "ceiba.ceiba-lockdown.service")
    assert lock["Unit"]["StopWhenUnneeded"] == "yes"
    assert "Install" not in lock


def test_a_stick_is_offered_to_nobody() -> None:
    lines = [line for line in (SETTINGS / "udev.rules").read_text().splitlines() if not line.startswith("#")]
    assert lines == ['SUBSYSTEM=="block", ENV{UDISKS_IGNORE}="1", ENV{UDISKS_AUTO}="0"']
    needs = (DEBIAN / "control").read_text() + (DEBIAN.parents[1] / "debian-packages.txt").read_text().split("# =====")[
        0
    ]
    assert not NEVER.search(needs)


def test_systemd_understands_the_lock(tmp_path: Path) -> None:
    text = (DEBIAN / "ceiba.ceiba-lockdown.service").read_text()
    copy = tmp_path / "ceiba-lockdown.service"
    copy.write_text(re.sub(r"(Exec\w+)=\S+", r"\1=/bin/true", text))
    slice_ = tmp_path / "user-4711.slice"
    slice_.write_text((SETTINGS / "slice.conf").read_text())
    command = ["systemd-analyze", "verify", "--man=no", str(copy), str(slice_)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=50, check=False).stderr
    assert [line for line in said.splitlines() if copy.name in line or slice_.name in line] == []


@pytest.mark.parametrize("name", ["ceiba-kiosk", "ceiba-server"])
def test_apparmor_understands_the_profile(name: str) -> None:
    profile = DEBIAN / "apparmor" / name
    command = ["/usr/sbin/apparmor_parser", "--skip-kernel-load", "--skip-cache", str(profile)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=50, check=False)
    assert said.returncode == 0, said.stderr
    assert f"dh_apparmor --profile-name={name}" in (DEBIAN / "rules").read_text()


def test_the_profiles_are_those_that_the_units_take() -> None:
    command = sections(DEBIAN / "ceiba.ceiba-kiosk.service")["Service"]["ExecStart"].split()
    start = command[command.index("--") + 1]
    assert f"profile ceiba-kiosk {start} " in (DEBIAN / "apparmor" / "ceiba-kiosk").read_text()
    assert sections(DEBIAN / "ceiba.ceiba-server.service")["Service"]["AppArmorProfile"] == "-ceiba-server"
