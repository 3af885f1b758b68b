"""A real site is founded from a profile, and only from one whose every name can stand on a slip."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.kiosk.boot.real_site import HOUSE, PASSPHRASES, ceiba

PROFILE = (HOUSE / "kiosk" / "boot" / "demo" / "site.toml").read_text("utf-8")


def create(place: Path, profile: str) -> subprocess.CompletedProcess[str]:
    file = place / "profile.toml"
    file.write_text(profile, "utf-8")
    words = ("site", "create", "--data", place / "site", "--profile", file, "--passphrase-file", "-")
    return ceiba(*words, said="\n".join(PASSPHRASES))


@pytest.mark.parametrize("name", ["Casa Ñandú", "بيت الضيافة", "和平之家", "Дім миру"])
def test_a_name_in_any_script_that_is_shipped_founds_a_site(tmp_path: Path, name: str) -> None:
    assert create(tmp_path, PROFILE.replace("Albergue Sol", name)).returncode == 0


@pytest.mark.parametrize("line", ["Albergue Sol", "Casa Ceiba", "+1 555 0102"])
def test_a_letter_that_no_font_draws_is_refused_before_anything_is_made(tmp_path: Path, line: str) -> None:
    done = create(tmp_path, PROFILE.replace(line, "กขก"))
    assert done.returncode == 1
    assert "“กข”" in done.stderr
    assert done.stderr.strip().endswith("[bad-profile]")
    assert not (tmp_path / "site").exists()
