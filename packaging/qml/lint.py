"""Checks every QML file with the Python types known. One rule: not one warning. `python packaging/qml/lint.py`."""

from __future__ import annotations

import subprocess
import sys

from types_of_bridges import ROOT, SECONDS, tool, write  # beside this file

FOLDERS = ("theme", "guest", "staff")


def lint() -> int:
    """qmllint's exit code over all files; its findings go to standard error."""
    files = [str(path) for folder in FOLDERS for path in sorted((ROOT / "ui" / folder).rglob("*.qml"))]
    command = [tool("qmllint"), "-W", "0", "-I", str(ROOT), "-I", str(write()), *files]
    return subprocess.run(command, timeout=SECONDS, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(lint())
