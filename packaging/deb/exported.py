"""The commit that becomes a package, laid out by itself. One rule: what is not committed is not in the package.

A build from the work tree would take along whatever lies there: an editor's backup, half a change, an old `build/`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
SECONDS = 300


@dataclass(frozen=True)
class Commit:
    """What git says of a commit: the whole hash, and when it was made in seconds since 1970."""

    name: str
    seconds: int


def named(revision: str) -> Commit:
    """Raises CalledProcessError outside a repository, or where it does not know the revision."""
    name, seconds = _git("log", "-1", "--format=%H %ct", revision, "--").decode().split()
    return Commit(name, int(seconds))


def uncommitted() -> int:
    """How many changed files the package will not hold."""
    return len(_git("status", "--porcelain", "--untracked-files=no").splitlines())


def export(commit: Commit, folder: Path) -> None:
    """The commit's files in a new folder, with fonts, pictograms and sentences made there."""
    folder.mkdir(parents=True)
    subprocess.run(["tar", "-x", "-C", folder], input=_git("archive", commit.name), timeout=SECONDS, check=True)
    made = [sys.executable, folder / "packaging" / "assets" / "build.py"]
    subprocess.run(made, env=plain_environment(commit), stdout=subprocess.DEVNULL, timeout=SECONDS, check=True)


def plain_environment(commit: Commit) -> dict[str, str]:
    """The caller's environment with everything set that could make two builds differ."""
    fixed = {
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "SOURCE_DATE_EPOCH": str(commit.seconds),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return {**os.environ, **fixed}


def _git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=HOUSE, capture_output=True, timeout=SECONDS, check=True).stdout
