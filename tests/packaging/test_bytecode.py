"""The package's bytecode: the same from any folder, and never checked against the clock."""

from __future__ import annotations

import marshal
from pathlib import Path
from types import CodeType

import bytecode
from exported import Commit

COMMIT = Commit("0" * 40, 1_700_000_000)
SOURCE = "WORDS = {'mask', 'test', 'nurse'}\n\n\ndef offer() -> str:\n    return 'mask'\n"
HEADER = 16


def _compiled(root: Path) -> bytes:
    module = root / "usr" / "lib" / "ceiba" / "offers.py"
    module.parent.mkdir(parents=True)
    module.write_text(SOURCE)
    bytecode.compile_all(root, module.parent, COMMIT)
    return next(module.parent.rglob("*.pyc")).read_bytes()


def test_two_folders_give_the_same_bytes(tmp_path: Path) -> None:
    assert _compiled(tmp_path / "one") == _compiled(tmp_path / "another-folder")


def test_a_traceback_names_the_installed_file_and_no_folder_of_the_build(tmp_path: Path) -> None:
    compiled = _compiled(tmp_path)
    code = marshal.loads(compiled[HEADER:])  # noqa: S302 (our own bytes)
    assert isinstance(code, CodeType)
    assert code.co_filename == "/usr/lib/ceiba/offers.py"
    assert str(tmp_path).encode() not in compiled


def test_the_interpreter_does_not_look_at_the_source_again(tmp_path: Path) -> None:
    hash_based, check_source = 0b01, 0b10
    flags = int.from_bytes(_compiled(tmp_path)[4:8], "little")
    assert flags & hash_based
    assert not flags & check_source
