"""The look into a finished package finds what does not belong there; each planted here once."""

from __future__ import annotations

import io
import tarfile

import contents
import pytest

SITE = "./usr/lib/ceiba/lib/python3.11/site-packages"


def _tar(**changes: object) -> io.BytesIO:
    """A module with its bytecode, and one more entry as `changes` say."""
    entries = [
        (f"{SITE}/kiosk/problem.py", b"", {}),
        (f"{SITE}/kiosk/__pycache__/problem.cpython-311.pyc", b"code", {}),
    ]
    if changes:
        name, data = str(changes.pop("name", f"{SITE}/kiosk/a.txt")), changes.pop("data", b"")
        assert isinstance(data, bytes)
        entries.append((name, data, changes))
    memory = io.BytesIO()
    with tarfile.open(fileobj=memory, mode="w") as tar:
        for name, data, also in entries:
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            for key, value in also.items():
                setattr(entry, key, value)
            tar.addfile(entry, io.BytesIO(data))
    memory.seek(0)
    return memory


def test_a_clean_package_has_nothing_to_tell() -> None:
    assert list(contents.what_is_wrong(_tar(name=f"{SITE}/ui/pictograms/own/test.svg"))) == []


@pytest.mark.parametrize(
    "name",
    [
        f"{SITE}/pytest/main.txt",
        f"{SITE}/ceiba-0.1.0.dist-info/direct_url.json",
        f"{SITE}/cryptography/tests/data.txt",
        f"{SITE}/kiosk/device.key",
        "./var/lib/ceiba-kiosk/batches.sqlite",
        f"{SITE}/PySide6/Qt/lib/libQt6Sql.so.6",
        f"{SITE}/PySide6/QtCore.pyi",
    ],
)
def test_what_does_not_belong_there_is_named(name: str) -> None:
    (wrong,) = contents.what_is_wrong(_tar(name=name))
    assert wrong == f"{name.removeprefix('./')} does not belong into a package"


@pytest.mark.parametrize("change", [{"uid": 1000}, {"gid": 5}, {"mode": 0o4755}, {"mode": 0o666}])
def test_an_owner_or_mode_that_gives_rights_away_is_named(change: dict[str, int]) -> None:
    (wrong,) = contents.what_is_wrong(_tar(**change))
    assert "has owner" in wrong


def test_a_module_without_bytecode_is_named() -> None:
    (wrong,) = contents.what_is_wrong(_tar(name=f"{SITE}/kiosk/late.py"))
    assert "late.py has no bytecode" in wrong


def test_bytecode_that_names_the_build_is_named() -> None:
    name = f"{SITE}/kiosk/__pycache__/x.cpython-311.pyc"
    wrong = list(contents.what_is_wrong(_tar(name=name, data=b"/tmp/ceiba-deb-abc/tree")))
    assert any("names the folder in which it was built" in sentence for sentence in wrong)


WHOLE = (
    "languages/es/messages.po",
    "languages/made/es.cbor",
    "languages/fonts/NotoSans-Bold.ttf",
    "languages/made/speech/es/bar.next.opus",
    "pictograms/made/mask.svg",
    "languages/es/pack.toml",
    "languages/made/es.pack.cbor",
    "protocols/default.toml",
    "protocols/made/default.cbor",
    "pictograms/pictograms.toml",
    "pictograms/made/pictograms.cbor",
)


@pytest.mark.parametrize(
    ("left_out", "told"),
    [(None, [])]
    + [
        (place, [f"{name}: not ready for the first frame, or has no source"])
        for place, name in ((1, "es"), (6, "es"), (8, "default"), (10, "pictograms"))
    ]
    + [
        (place, [f"not one file that ends with {ending}"]) for place, ending in ((2, ".ttf"), (3, ".opus"), (4, ".svg"))
    ],
)
def test_what_only_a_build_makes_is_missed(left_out: int | None, told: list[str]) -> None:
    memory = io.BytesIO()
    with tarfile.open(fileobj=memory, mode="w") as tar:
        for place, name in enumerate(WHOLE):
            if place != left_out:
                tar.addfile(tarfile.TarInfo(f"{SITE}/kiosk/{name}"))
    memory.seek(0)
    assert list(contents.what_is_missing(memory)) == told
