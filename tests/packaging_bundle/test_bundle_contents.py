"""What may lie in a bundle: no trace of where it was built, no test; each command's module; its size as told."""

from __future__ import annotations

from pathlib import Path

import bundle_contents as contents
import pytest


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    inside = tmp_path / "ceiba" / "_internal"
    (inside / "PySide6" / "Qt" / "lib").mkdir(parents=True)
    (inside / "kiosk").mkdir()
    (inside / "PySide6" / "Qt" / "lib" / "libQt6Core.so.6").write_bytes(bytes(3 * contents.BLOCK))
    (inside / "libQt6Core.so.6").symlink_to("PySide6/Qt/lib/libQt6Core.so.6")
    (inside / "kiosk" / "site.toml").write_text("name = 'x'")
    return tmp_path / "ceiba"


def test_a_clean_bundle_is_content(bundle: Path, tmp_path: Path) -> None:
    assert list(contents.what_is_wrong(bundle, [tmp_path])) == []


@pytest.mark.parametrize(
    "place", ["tests/a.py", "kiosk/__pycache__/a.pyc", "a-1.dist-info/direct_url.json", "device.key", "pip/x"]
)
def test_what_never_belongs_there_is_told(bundle: Path, tmp_path: Path, place: str) -> None:
    path = bundle / "_internal" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    assert list(contents.what_is_wrong(bundle, [tmp_path])) == [f"_internal/{place} does not belong into a bundle"]


def test_a_folder_of_the_build_is_found_in_any_bytes(bundle: Path, tmp_path: Path) -> None:
    (bundle / "_internal" / "a.bin").write_bytes(b"\0\xff" + f"{tmp_path}/a.py".encode() + b"\0")
    wrong = list(contents.what_is_wrong(bundle, [tmp_path]))
    assert wrong == ["_internal/a.bin names the folder in which it was built"]


def test_a_module_that_is_missing_or_shows_its_builder_is_told() -> None:
    listing = "kiosk.a\tkiosk/a.py\nkiosk.b\t/home/me/kiosk/b.py\n"
    wrong = list(contents.what_is_missing(listing, ["kiosk.a", "kiosk.c"]))
    assert wrong == ["the module kiosk.c is missing", "kiosk.b shows /home/me/kiosk/b.py"]


def test_the_size_is_in_whole_blocks_and_a_link_is_nothing(bundle: Path) -> None:
    assert contents.mib_on_disk(bundle) == 4 * contents.BLOCK / 2**20
    assert [name for name, _ in contents.largest_parts(bundle)] == ["libQt6Core.so.6", "kiosk"]
