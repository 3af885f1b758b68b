"""A newer version from a stick, whatever is wrong with the stick, the disk or the power; and the way back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.boot.care.apt import AptInstaller
from kiosk.boot.care.update import roll_back, update
from kiosk.formats.release import Statement
from kiosk.ports.installer import NotInstalled
from kiosk.problem import Damaged, DiskFull, Problem, WrongKey
from kiosk.update import stick as sticks
from kiosk.update.judging import NotNewer, NoWayBack, StepBetween
from kiosk.update.shelf import COMING, CURRENT, PREVIOUS, Shelf
from kiosk.update.stick import ENDING, StickGone, offers
from tests.kiosk.update.machine import Machine
from tests.kiosk.update.packages import KEY, KEYS, MID, NEW, OLD, OTHER, put


class Kiosk:
    """A machine with the oldest version, its shelf, and a stick in it."""

    def __init__(self, place: Path) -> None:
        self.stick, self.place = place / "stick", place / "shelf"
        self.machine = Machine(OLD)

    @property
    def shelf(self) -> Shelf:
        """As the next process finds it."""
        return Shelf(self.place, KEYS)

    def update(self) -> str:
        return update(offers(self.stick, KEYS), self.shelf, AptInstaller(self.machine.run))

    def roll_back(self) -> str:
        return roll_back(self.shelf, AptInstaller(self.machine.run))

    def kept(self, name: str) -> object:
        statement = self.shelf.statement(name)
        return statement and statement.version

    def other_stick(self) -> None:
        """Take this one out."""
        shutil.rmtree(self.stick)

    def refuses(self, problem: type[Problem]) -> None:
        """Nothing was installed, nothing half-copied is left, and one sentence says why."""
        before = self.machine.installed
        with pytest.raises(problem) as raised:
            self.update()
        assert raised.value.sentence.endswith(".")
        assert (self.machine.installed, self.machine.given) == (before, [])
        assert not list(self.place.glob(".*"))
        assert not (self.place / COMING).exists()


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    return Kiosk(tmp_path)


def test_the_newest_on_the_stick_is_installed_and_said_in_one_sentence(kiosk: Kiosk) -> None:
    for version in (OLD, NEW, MID):
        put(kiosk.stick, version)
    assert kiosk.update() == (
        "Ceiba 0.3.0 is installed; before it was 0.1.0. To go back: sudo ceiba update --rollback."
    )
    assert kiosk.machine.installed == NEW
    assert (kiosk.kept(CURRENT), kiosk.kept(PREVIOUS)) == (NEW, OLD)


def test_apt_is_given_the_proven_copy_and_never_the_stick(kiosk: Kiosk) -> None:
    put(kiosk.stick, MID)
    kiosk.update()
    assert [path.parent for path in kiosk.machine.given] == [kiosk.place]
    assert kiosk.place.stat().st_mode & 0o777 == 0o700


def flip(package: Path, _: Path) -> None:
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    package.write_bytes(content)


def shorten(package: Path, _: Path) -> None:
    package.write_bytes(package.read_bytes()[:-1])


def lengthen(package: Path, _: Path) -> None:
    package.write_bytes(package.read_bytes() + b"x")


def flip_signed(_: Path, signed: Path) -> None:
    content = bytearray(signed.read_bytes())
    content[10] ^= 1
    signed.write_bytes(content)


def unsign(_: Path, signed: Path) -> None:
    signed.unlink()


def huge(_: Path, signed: Path) -> None:
    signed.write_bytes(bytes(1 << 20))


@pytest.mark.parametrize("tamper", [flip, shorten, lengthen, flip_signed, unsign, huge])
def test_whatever_was_changed_on_the_stick_is_not_installed(kiosk: Kiosk, tamper: Callable[[Path, Path], None]) -> None:
    package = put(kiosk.stick, MID)
    tamper(package, package.with_name(package.name + ENDING))
    kiosk.refuses(Problem)


def test_another_ones_signature_counts_nothing(kiosk: Kiosk) -> None:
    put(kiosk.stick, MID, key=OTHER)
    kiosk.refuses(WrongKey)


def test_a_statement_beside_another_package_counts_nothing(kiosk: Kiosk) -> None:
    mid, new = put(kiosk.stick, MID), put(kiosk.stick, NEW)
    shutil.copy(mid, new)
    kiosk.refuses(Damaged)


@pytest.mark.parametrize("version", [OLD, MID])
def test_an_older_or_the_same_version_is_not_newer(kiosk: Kiosk, version: tuple[int, int, int]) -> None:
    kiosk.machine.installed = MID
    put(kiosk.stick, OLD if version == OLD else MID)
    kiosk.refuses(NotNewer)


def test_a_release_that_was_withdrawn_cannot_be_replayed(kiosk: Kiosk) -> None:
    """A bad 0.3.0 of day 1 was replaced by 0.2.0 of day 9, which is followed: the 0.3.0 of day 1 is not."""
    put(kiosk.stick, MID, issued=9000)
    kiosk.update()
    kiosk.machine.given.clear()
    kiosk.other_stick()
    put(kiosk.stick, NEW, issued=1000)
    kiosk.refuses(NotNewer)


def test_a_step_between_is_asked_for(kiosk: Kiosk) -> None:
    put(kiosk.stick, NEW, lowest=MID)
    kiosk.refuses(StepBetween)


class Unplugged:
    """A stick that is taken out after so many reads."""

    def __init__(self, path: Path, reads: int) -> None:
        self._file, self._left = path.open("rb", buffering=0), reads

    def read(self, most: int) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise OSError(5, "Input/output error")
        return self._file.read(min(most, 300)) or b""

    def __enter__(self) -> Unplugged:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


@pytest.mark.parametrize("reads", [0, 1, 2])
def test_a_stick_taken_out_half_way_leaves_everything_as_it_was(
    kiosk: Kiosk, reads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(kiosk.stick, MID)
    with monkeypatch.context() as patched:
        patched.setattr(sticks, "_opened", lambda path: Unplugged(path, reads))
        kiosk.refuses(StickGone)
    kiosk.update()
    assert kiosk.machine.installed == MID


def test_a_stick_that_is_gone_before_reading_is_said(kiosk: Kiosk) -> None:
    package = put(kiosk.stick, MID)
    found = offers(kiosk.stick, KEYS)
    package.unlink()
    with pytest.raises(StickGone):
        update(found, kiosk.shelf, AptInstaller(kiosk.machine.run))


FULL = """
import resource, sys
from pathlib import Path
from tests.kiosk.update.test_update import Kiosk
resource.setrlimit(resource.RLIMIT_FSIZE, (500, resource.RLIM_INFINITY))
try:
    Kiosk(Path(sys.argv[1])).update()
except Exception as problem:
    sys.exit(f"{type(problem).__name__} {problem}")
"""


def test_a_disk_that_fills_half_way_leaves_everything_as_it_was(kiosk: Kiosk, tmp_path: Path) -> None:
    """A process that may write 500 bytes only stands for the full disk (RLIMIT_FSIZE, setrlimit(2))."""
    put(kiosk.stick, MID)
    program = [sys.executable, "-c", FULL, str(tmp_path)]
    done = subprocess.run(program, capture_output=True, text=True, timeout=50, check=False)
    assert done.stderr.startswith("DiskFull The disk is full"), done.stderr
    assert os.listdir(kiosk.place) == []  # noqa: PTH208 (names alone)


def test_too_little_room_is_said_before_anything_is_copied(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    put(kiosk.stick, MID)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 100))
    kiosk.refuses(DiskFull)


def test_back_and_forward_again(kiosk: Kiosk) -> None:
    put(kiosk.stick, MID)
    kiosk.machine.installed = MID
    put(kiosk.stick, NEW)
    kiosk.update()
    kiosk.other_stick()
    assert kiosk.roll_back() == "Ceiba 0.2.0 is installed again; before it was 0.3.0."
    assert (kiosk.machine.installed, kiosk.kept(CURRENT), kiosk.kept(PREVIOUS)) == (MID, MID, None)
    with pytest.raises(NoWayBack):
        kiosk.roll_back()
    put(kiosk.stick, NEW)
    kiosk.update()
    assert kiosk.machine.installed == NEW


def test_there_is_no_way_back_to_a_version_that_cannot_read_what_lies_here(kiosk: Kiosk) -> None:
    put(kiosk.stick, OLD)
    put(kiosk.stick, MID, stores=("0003", "d0001", "s0001"))
    kiosk.update()
    with pytest.raises(NoWayBack) as raised:
        kiosk.roll_back()
    assert "cannot read" in raised.value.sentence
    assert kiosk.machine.installed == MID


def test_without_the_older_package_there_is_no_way_back_and_it_is_said(kiosk: Kiosk) -> None:
    put(kiosk.stick, MID)
    assert kiosk.update().endswith("There is no way back.")
    with pytest.raises(NoWayBack):
        kiosk.roll_back()


def test_a_kept_package_that_was_changed_is_not_gone_back_to(kiosk: Kiosk) -> None:
    put(kiosk.stick, OLD)
    put(kiosk.stick, MID)
    kiosk.update()
    flip(kiosk.place / PREVIOUS, kiosk.place)
    with pytest.raises(Damaged):
        kiosk.roll_back()
    assert kiosk.machine.installed == MID


def test_what_apt_does_not_do_is_said_and_can_be_done_again(kiosk: Kiosk) -> None:
    put(kiosk.stick, MID)
    kiosk.machine.breaks = True
    with pytest.raises(NotInstalled):
        kiosk.update()
    kiosk.machine.breaks = kiosk.machine.half = False
    kiosk.update()
    assert kiosk.machine.installed == MID


def test_a_power_cut_after_apt_is_put_right_by_the_next_run(kiosk: Kiosk) -> None:
    put(kiosk.stick, OLD)
    put(kiosk.stick, MID)

    def cut(words: object) -> tuple[int, str]:
        told = kiosk.machine.run(words)  # type: ignore[arg-type]
        if kiosk.machine.given:
            raise KeyboardInterrupt
        return told

    with pytest.raises(KeyboardInterrupt):
        update(offers(kiosk.stick, KEYS), kiosk.shelf, AptInstaller(cut))
    assert kiosk.machine.installed == MID
    assert kiosk.roll_back() == "Ceiba 0.1.0 is installed again; before it was 0.2.0."


def test_a_machine_without_the_package_is_told_of_apt(kiosk: Kiosk) -> None:
    put(kiosk.stick, MID)
    kiosk.machine.installed = None
    with pytest.raises(NotInstalled) as raised:
        kiosk.update()
    assert "apt" in raised.value.sentence


def test_a_stick_without_a_package_is_said(tmp_path: Path) -> None:
    with pytest.raises(sticks.NoRelease):
        offers(tmp_path / "nothing", KEYS)


def test_a_statement_reads_as_it_was_written() -> None:
    stated = Statement(MID, bytes(32), 5, 6, OLD, ("0002",))
    assert Statement.parse_and_verify(stated.sign(KEY), KEYS) == stated
