"""The real apt and dpkg hear what `AptInstaller` says, over a root folder of the test's own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from kiosk.boot.care.apt import AptInstaller, run_program
from kiosk.boot.care.update import roll_back, update
from kiosk.ports.installer import NotInstalled
from kiosk.update.shelf import Shelf
from kiosk.update.stick import offers
from tests.kiosk.update.packages import KEYS, MID, NEW, OLD, build, put

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="dpkg changes a root folder as administrator only")


class OwnRoot:
    """Runs the system's programs as they are called, on an empty root folder instead of the machine's."""

    def __init__(self, root: Path) -> None:
        self.root, self._dpkg = root, root / "var" / "lib" / "dpkg"
        for name in ("var/lib/dpkg/info", "var/lib/dpkg/updates", "lists/partial", "cache/archives/partial", "parts"):
            (root / name).mkdir(parents=True)
        for name in ("status", "available"):
            (self._dpkg / name).touch()

    def __call__(self, words: Sequence[str]) -> tuple[int, str]:
        program, *rest = words
        if program == "dpkg-query":
            return run_program([program, f"--admindir={self._dpkg}", *rest])
        settings = {
            "Dir::State::status": self._dpkg / "status",
            "Dir::State::lists": self.root / "lists",
            "Dir::Cache": self.root / "cache",
            "Dir::Etc::sourcelist": "/dev/null",
            "Dir::Etc::sourceparts": self.root / "parts",
            "Dir::Log": self.root,
            "APT::Sandbox::User": "root",
            "Dpkg::Options::": f"--root={self.root}",
        }
        options = [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]
        return run_program([program, *options, "-o", "Dpkg::Options::=--force-not-root", *rest])


@pytest.fixture
def machine(tmp_path: Path) -> OwnRoot:
    """With the oldest version installed."""
    root = OwnRoot(tmp_path / "root")
    (tmp_path / "first").mkdir()
    AptInstaller(root).install(build(tmp_path / "first", OLD))
    return root


def test_forward_from_a_stick_and_back_again(machine: OwnRoot, tmp_path: Path) -> None:
    for version in (OLD, MID):
        put(tmp_path / "stick", version)
    installer, shelf = AptInstaller(machine), Shelf(tmp_path / "shelf", KEYS)
    assert installer.installed() == OLD
    assert update(offers(tmp_path / "stick", KEYS), shelf, installer).startswith("Ceiba 0.2.0 is installed;")
    assert (installer.installed(), (machine.root / "usr" / "ceiba").read_text()[:5]) == (MID, "0.2.0")
    assert roll_back(shelf, installer) == "Ceiba 0.1.0 is installed again; before it was 0.2.0."
    assert (installer.installed(), (machine.root / "usr" / "ceiba").read_text()[:5]) == (OLD, "0.1.0")


def test_apt_goes_back_only_when_it_is_asked_to(machine: OwnRoot, tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    installer = AptInstaller(machine)
    installer.install(build(tmp_path / "second", NEW))
    older = build(tmp_path / "second", MID)
    with pytest.raises(NotInstalled):
        installer.install(older)
    assert installer.installed() == NEW


def test_what_is_no_package_changes_nothing(machine: OwnRoot, tmp_path: Path) -> None:
    (tmp_path / "ceiba_0.2.0_amd64.deb").write_bytes(b"hello")
    with pytest.raises(NotInstalled):
        AptInstaller(machine).install(tmp_path / "ceiba_0.2.0_amd64.deb")
    assert AptInstaller(machine).installed() == OLD
