"""A real site is founded from a profile, and only from one whose every name can stand on a slip."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.kiosk.boot.real_site import HOUSE, PASSPHRASES, ceiba

PROFILE = (HOUSE / "kiosk" / "boot" / "demo" / "site.toml").read_text("utf-8")


def create(
    place: Path, profile: str, addresses: tuple[str, ...] = ("--address", "shelter.example.org")
) -> subprocess.CompletedProcess[str]:
    file = place / "profile.toml"
    file.write_text(profile, "utf-8")
    words = ("site", "create", "--data", place / "site", "--profile", file, "--passphrase-file", "-")
    return ceiba(*words, *addresses, said="\n".join(PASSPHRASES))


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


def test_a_real_site_is_not_founded_for_this_machine_alone(tmp_path: Path) -> None:
    done = create(tmp_path, PROFILE, addresses=())
    assert done.returncode == 1
    assert "--address shelter.example.org (or its IP address)" in done.stderr
    assert done.stderr.strip().endswith("[no-address]")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("https://shelter.example.org:8443", True),
        ("https://Shelter.Example.org", True),
        ("https://[2001:db8::2]:8443", True),
        ("https://192.0.2.2:8443", False),
        ("https://localhost:8443", False),
    ],
)
def test_a_code_names_the_server_only_as_its_certificate_does(tmp_path: Path, url: str, taken: bool) -> None:
    addresses = ("--address", "shelter.example.org", "--address", "2001:db8::2")
    assert create(tmp_path, PROFILE, addresses).returncode == 0
    done = ceiba("site", "code", "--data", tmp_path / "site", "--url", url)
    assert (done.returncode == 0) is taken
    if not taken:
        assert "The server's certificate is for shelter.example.org, 2001:db8::2, not for " in done.stderr
        assert list((tmp_path / "site" / "server").glob("enrolments/*")) == []


def test_a_code_is_not_given_out_where_the_servers_folder_is_not(tmp_path: Path) -> None:
    assert create(tmp_path, PROFILE).returncode == 0
    (tmp_path / "site" / "server").rename(tmp_path / "carried away")
    done = ceiba("site", "code", "--data", tmp_path / "site", "--url", "https://shelter.example.org:8443")
    assert (done.returncode, "[not-enrolled]" in done.stderr) == (1, True)
    assert not (tmp_path / "site" / "server").exists()
