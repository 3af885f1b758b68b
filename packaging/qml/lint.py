"""Checks every QML file with the Python types known. One rule: not one warning. `python packaging/qml/lint.py`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from types_of_bridges import ROOT, SECONDS, tool, write  # beside this file

FOLDERS = ("first", "theme", "guest", "staff", "office", "desk", "summary")


def lint(files: list[Path]) -> subprocess.CompletedProcess[str]:
    """qmllint over `files`; its exit code is 0 when it finds nothing, its findings are in `stderr`."""
    command = [tool("qmllint"), "-W", "0", "-I", str(ROOT), "-I", str(write()), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, cwd=ROOT, check=False)


def every_file() -> list[Path]:
    return [path for folder in FOLDERS for path in sorted((ROOT / "ui" / folder).rglob("*.qml"))]


if __name__ == "__main__":
    done = lint(every_file())
    print(done.stdout + done.stderr, end="", file=sys.stderr)
    sys.exit(done.returncode)
