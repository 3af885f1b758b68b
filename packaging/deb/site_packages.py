"""Ceiba and the wheels it needs, as one folder. One rule: every wheel is one that run.lock names by its hash.

What no kiosk, desk or server uses is taken out again: tests, headers, typing stubs, tools, and most of Qt (`qt_parts`).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import elf
import qt_parts
from exported import Commit, plain_environment

SECONDS = 900
NEVER_USED = (
    "bin",  # the wheels' own commands
    "**/*.pyi",
    "**/py.typed",
    "**/*.pxd",
    "**/*.h",
    "**/tests",
    "mako/testing",
    "sqlalchemy/testing",
    "alembic/testing",
    "alembic/templates",
    "pypdfium2_cli",
    "reportlab/fonts",  # our own go into every paper
    "uharfbuzz/_harfbuzz_test*",
    "PIL/_avif*.so",  # pictures that no slip and no page holds
    "PIL/_webp*.so",
    "PIL/_imagingcms*.so",
    "PIL/_imagingft*.so",  # letters are drawn by reportlab and pdfium
    "PIL/_imagingtk*.so",
    "*.dist-info/RECORD",  # would list what is not there any more
    "*.dist-info/INSTALLER",
    "*.dist-info/REQUESTED",
    "*.dist-info/direct_url.json",  # names the folder of the build
)
LIBRARY_FOLDERS = ("PySide6/Qt/lib", "pillow.libs")
"""Here a library stays only if something that stays needs it."""


def fill(folder: Path, source: Path, commit: Commit) -> None:
    """Install into `folder` what the lock names and the exported `source`, then take out what is not used."""
    lock = source / "packaging" / "requirements" / "run.lock"
    _pip(commit, folder, "--require-hashes", "--only-binary", ":all:", "-r", str(lock))
    _pip(commit, folder, "--no-build-isolation", "--no-deps", str(source))
    for path in list(_never_used(folder)):
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
    qt_parts.trim(folder / "PySide6")
    elf.drop_unreached(folder, [folder / name for name in LIBRARY_FOLDERS])


def _pip(commit: Commit, folder: Path, *what: str) -> None:
    install = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-compile"]
    subprocess.run(
        [*install, "--root-user-action", "ignore", "--target", str(folder), *what],
        env=plain_environment(commit),
        timeout=SECONDS,
        check=True,
    )


def _never_used(folder: Path) -> Iterator[Path]:
    for pattern in NEVER_USED:
        yield from folder.glob(pattern)
