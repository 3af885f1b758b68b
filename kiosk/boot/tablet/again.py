"""Begins anew at the end of a shift. One rule: the process itself is replaced, so that nothing that it freed stays in
its memory (DESIGN section 3); nothing may be open any more.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from kiosk.boot.own_process import same_again


def start_again() -> NoReturn:
    """Run the command that this process was started with, in its place. Windows cannot replace a process: there this
    one ends, and the shell that shows the kiosk starts it anew (docs/windows.md).
    """
    if sys.platform == "win32":
        sys.exit(0)
    command = same_again()
    os.execv(command[0], command)  # noqa: S606 (our own command line, no shell)
