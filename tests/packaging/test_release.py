"""What `make release` writes: a repository that apt believes by its key alone, checksums, and what is still to do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.formats.release import Statement, Version
from tests.kiosk.update.packages import MID, build
from tests.packaging.places import HOUSE

RELEASE = HOUSE / "packaging" / "release"
sys.path.append(str(RELEASE))
import aptrepo  # noqa: E402
import release  # noqa: E402

SECONDS = 60


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "built").mkdir()
    return build(tmp_path / "built", MID)


@pytest.fixture
def key(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A key ring of the test's own with one key; where its public half lies."""
    home = tmp_path_factory.mktemp("g")
    home.chmod(0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    made = ["gpg", "--batch", "--passphrase", "", "--quick-generate-key", "release@ceiba.invalid", "ed25519", "sign"]
    subprocess.run(made, check=True, capture_output=True, timeout=SECONDS)
    exported = ["gpg", "--output", home / "ceiba.gpg", "--export"]
    subprocess.run(exported, check=True, capture_output=True, timeout=SECONDS)
    yield home / "ceiba.gpg"
    subprocess.run(["gpgconf", "--kill", "all"], check=True, capture_output=True, timeout=SECONDS)


def apt_update(place: Path, repository: Path, key: Path) -> subprocess.CompletedProcess[str]:
    """`apt-get update` in folders of its own, from this repository alone."""
    for name in ("lists/partial", "cache/archives/partial", "parts"):
        (place / name).mkdir(parents=True)
    (place / "status").touch()
    (place / "ceiba.sources").write_text(
        f"Types: deb\nURIs: file:{repository}\nSuites: ./\nSigned-By: {key}\nArchitectures: amd64\n"
    )
    settings = {
        "Dir::State::lists": place / "lists",
        "Dir::State::status": place / "status",
        "Dir::Cache": place / "cache",
        "Dir::Etc::sourcelist": place / "ceiba.sources",
        "Dir::Etc::sourceparts": place / "parts",
        "APT::Sandbox::User": "root",
        "APT::Update::Error-Mode": "any",
    }
    options = [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]
    command = ["apt-get", *options, "update"]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)


def test_apt_believes_the_repository_by_its_key_and_no_changed_one(tmp_path: Path, package: Path, key: Path) -> None:
    assert aptrepo.make(tmp_path / "apt", package, "release@ceiba.invalid")
    fresh = apt_update(tmp_path / "one", tmp_path / "apt", key)
    assert (fresh.returncode, fresh.stderr) == (0, "")
    signed = tmp_path / "apt" / "InRelease"
    signed.write_text(signed.read_text("utf-8").replace("Origin: Ceiba", "Origin: Cuiba"), "utf-8")
    (tmp_path / "apt" / "Release.gpg").unlink()
    assert apt_update(tmp_path / "two", tmp_path / "apt", key).returncode != 0


def test_without_a_key_it_is_unsigned_and_apt_refuses_it(tmp_path: Path, package: Path, key: Path) -> None:
    assert not aptrepo.make(tmp_path / "apt", package, None)
    assert not (tmp_path / "apt" / "InRelease").exists()
    assert apt_update(tmp_path / "one", tmp_path / "apt", key).returncode != 0


def test_checksums_are_what_sha256sum_reads(package: Path) -> None:
    (package.parent / "SHA256SUMS").write_text(release.sums(package.parent), "utf-8")
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    subprocess.run(check, cwd=package.parent, check=True, capture_output=True, timeout=SECONDS)


def test_a_release_whose_data_is_not_kept_is_none(package: Path) -> None:
    missing = release.what_is_missing(package, "0.2.0")
    assert missing == ["the release's data is not kept: make release-data, and commit tests/releases"]
    assert "not of version 0.9.0" in release.what_is_missing(package, "0.9.0")[0]


def signing(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(RELEASE / "sign.py"), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)


def test_the_signing_script_makes_a_key_and_a_statement_that_holds(tmp_path: Path, package: Path) -> None:
    secret, passphrase = tmp_path / "key", tmp_path / "pass"
    passphrase.write_text("a passphrase of the test\n")
    made = signing("--new-key", secret, "--passphrase-file", passphrase)
    assert made.returncode == 0, made.stderr
    assert secret.stat().st_mode & 0o777 == 0o600
    assert b"ENCRYPTED" in secret.read_bytes()
    assert signing(package, "--key", secret, "--passphrase-file", passphrase).returncode == 0
    public = bytes.fromhex(made.stdout.split()[-1])
    stated = Statement.parse_and_verify(Path(f"{package}.ceiba").read_bytes(), [public])
    assert (stated.version, stated.size) == (Version(0, 2, 0), package.stat().st_size)
    passphrase.write_text("another passphrase\n")
    wrong = signing(package, "--key", secret, "--passphrase-file", passphrase)
    assert wrong.returncode == 1
    assert "cannot be opened" in wrong.stderr
