"""Compiled bytecode for a folder of modules. One rule: the same sources give the same bytes, in any folder.

Unchecked-hash files (PEP 552) hold no time, and the interpreter never looks at the source again: the first start is as
quick as any other, and nothing is written into the program.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from exported import Commit, plain_environment

PYTHON = "/usr/bin/python3"
"""Debian's own, which will run them: its magic number must fit."""
SECONDS = 600


def compile_all(root: Path, folder: Path, commit: Commit) -> None:
    """Compile `folder`, which lies under `root` as it will lie under /. Raises CalledProcessError on a syntax error."""
    words = ["-q", "--invalidation-mode", "unchecked-hash", "-s", str(root), "-p", "/", str(folder)]
    environment = {key: value for key, value in plain_environment(commit).items() if key != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([PYTHON, "-I", "-m", "compileall", *words], env=environment, timeout=SECONDS, check=True)
