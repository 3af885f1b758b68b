"""The screen's look on the disk, brightness by a folder such as the kernel's, volume by real programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.boot.staff.mixer import find_mixer
from kiosk.boot.staff.screen import KioskScreen, encode_look, find_backlight, parse_look, read_look
from kiosk.boot.staff.volume import StaffVolume
from kiosk.ports.staff import Look
from kiosk.problem import Damaged

CHOSEN = Look(2.0, high_contrast=True, reduce_motion=True, reach="left")
WHOLE = encode_look(CHOSEN)


def lamp(folder: Path, name: str = "panel") -> Path:
    """A lamp as /sys/class/backlight shows it."""
    folder.joinpath(name).mkdir(parents=True)
    folder.joinpath(name, "max_brightness").write_text("937\n")
    folder.joinpath(name, "brightness").write_text("468\n")
    return folder / name


def test_the_look_outlives_the_process(tmp_path: Path) -> None:
    path = tmp_path / "screen.toml"
    assert KioskScreen(path, StaffVolume()).look() == Look()
    KioskScreen(path, StaffVolume()).choose(CHOSEN)
    assert KioskScreen(path, StaffVolume()).look() == CHOSEN == parse_look(WHOLE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"version = 1", b"version = 2"),
        (b"2.0", b"2.1"),
        (b"2.0", b"0.5"),
        (b"2.0", b"nan"),
        (b"2.0", b"2"),
        (b'"left"', b'"up"'),
        (b"high_contrast = true", b"high_contrast = 1"),
        (b"version", b"guests = 3\nversion"),
    ],
)
def test_a_look_of_another_form_is_damaged_and_read_as_the_plain_one(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, old: bytes, new: bytes
) -> None:
    assert old in WHOLE
    with pytest.raises(Damaged):
        parse_look(WHOLE.replace(old, new))
    (tmp_path / "screen.toml").write_bytes(WHOLE.replace(old, new))
    assert read_look(tmp_path / "screen.toml") == Look()
    assert [record.getMessage() for record in caplog.records] == ["the screen's look cannot be read: damaged"]
    caplog.clear()


def test_the_brightness_is_set_in_the_lamps_own_steps_and_never_to_darkness(tmp_path: Path) -> None:
    folder = lamp(tmp_path)
    backlight = find_backlight(tmp_path)
    assert backlight is not None
    assert backlight.read() == 50
    backlight.set(100)
    assert folder.joinpath("brightness").read_text() == "937"
    backlight.set(0)
    assert folder.joinpath("brightness").read_text() == "94"


def test_a_lamp_that_cannot_be_told_or_is_not_there_is_not_shown(tmp_path: Path) -> None:
    assert find_backlight(tmp_path / "none") is None
    lamp(tmp_path).joinpath("max_brightness").write_text("0\n")
    assert find_backlight(tmp_path) is None


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Puts a program on the only path there is; it notes its words and says what it is told to."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))

    def install(name: str, says: str) -> Path:
        noted = tmp_path / "noted"
        program = programs / name
        program.write_text(f'#!/bin/sh\necho "{name} $@" >> {noted}\n{says}\n')
        program.chmod(0o755)
        return noted

    return install


@pytest.mark.parametrize(
    ("name", "says", "sets"),
    [
        ("wpctl", "echo Volume: 0.37", "set-volume @DEFAULT_AUDIO_SINK@ 70%"),
        (
            "pactl",
            "echo 'Volume: front-left: 24248 /  37% / -25.91 dB,   front-right: 24248 /  37% / -25.91 dB'",
            "set-sink-volume @DEFAULT_SINK@ 70%",
        ),
        ("amixer", "echo '  Front Left: Playback 24248 [37%] [on]'", "-q -M sset Master 70%"),
    ],
)
def test_the_volume_is_read_and_set_by_the_systems_own_mixer(
    installed: Callable[[str, str], Path], name: str, says: str, sets: str
) -> None:
    noted = installed(name, says)
    mixer = find_mixer()
    assert mixer is not None
    assert mixer.read() == 37
    mixer.set(70)
    assert noted.read_text().splitlines()[-1] == f"{name} {sets}"


@pytest.mark.parametrize("says", ["exit 1", "echo no sound card", "kill -9 $$"])
def test_a_mixer_without_a_sound_device_is_not_shown(installed: Callable[[str, str], Path], says: str) -> None:
    installed("wpctl", says)
    assert find_mixer() is None


def test_a_machine_that_lets_nothing_be_set_shows_no_levels(
    tmp_path: Path, installed: Callable[[str, str], Path]
) -> None:
    assert KioskScreen(tmp_path / "screen.toml", StaffVolume(), tmp_path / "none").levels() == {}
    lamp(tmp_path / "lamps")
    installed("wpctl", "echo Volume: 1.20")
    assert sorted(KioskScreen(tmp_path / "screen.toml", StaffVolume(), tmp_path / "lamps").levels()) == [
        "brightness",
        "volume",
    ]
