"""A program and whatever it starts, as one. One rule: who waits for it always comes back, and it is reaped."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress


class ProcessGroup:
    """Begins at once, silent and without input. Raises OSError when it cannot begin."""

    def __init__(self, command: Sequence[str]) -> None:
        nothing = subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)

    def wait(self, seconds: float) -> bool:
        """Whether it ended well by itself. After so many seconds it is ended."""
        try:
            return self._process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            self.end()
            self._process.wait()
            return False

    def end(self) -> None:
        """End it, from any thread; nothing happens when it is over."""
        if self._process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
