"""Begins anew at the end of a shift. One rule: the process itself is replaced, so that nothing that it freed stays in
its memory (DESIGN section 3); nothing may be open any more.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn


def start_again() -> NoReturn:
    """Run the command that this process was started with, in its place."""
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 (our own command line, no shell)
