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
        """Whether it ended well by itself within so many seconds. Nothing that it started is left afterwards."""
        try:
            return self._process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            self._kill()
            self._process.wait()

    def end(self) -> None:
        """End it, from any thread; nothing happens when it is over."""
        if self._process.poll() is None:
            self._kill()

    def _kill(self) -> None:
        if hasattr(os, "killpg"):
            with suppress(OSError):  # nobody of the group is left
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
