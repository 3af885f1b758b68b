"""Tells somebody who is not in sight of the screen that a doctor is called, where IT set that up.

One rule: whatever comes of it, the call on the screen goes on; what does not work is told to staff.
"""

from __future__ import annotations

import logging
from functools import cached_property
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

from kiosk import folder
from kiosk.problem import Problem

if TYPE_CHECKING:
    from kiosk.boot.tablet.call_hook import Command, Post

log = logging.getLogger(__name__)

LIMIT = 4096
"""Bytes of call.toml at most."""
SECONDS = 5.0
"""For a command or an exchange, from its start to its end."""


class CallOutside:
    """The way out of one kiosk. `call` returns at once; calls that come while one is under way are left out."""

    def __init__(self, path: Path, seconds: float = SECONDS) -> None:
        self._path, self._seconds = path, seconds
        self._busy = Lock()
        self._said = "works"

    def call(self) -> None:
        """Tell it, in a short thread."""
        if self._busy.acquire(blocking=False):
            Thread(target=self._run, name="call-outside", daemon=True).start()

    def state(self) -> str:
        """ "" without a hook, "works", "broken" when the last call was not heard, "damaged"."""
        if self._hook is None:
            return "damaged" if self._path.exists() else ""
        return self._said

    @cached_property
    def _hook(self) -> Command | Post | None:
        from kiosk.boot.tablet.call_hook import parse_hook

        try:
            return parse_hook(folder.read(self._path, LIMIT))
        except folder.MissingFile:
            return None
        except Problem as problem:
            log.warning("a doctor's call is heard here only: %s", problem.code)
            return None

    def _run(self) -> None:
        from kiosk.boot.tablet.call_hook import NotHeard

        try:
            if self._hook is not None:
                self._hook.run(self._seconds)
            self._said = "works"
        except NotHeard:
            if self._said != "broken":
                log.warning("a doctor's call was not heard outside")
            self._said = "broken"
        finally:
            self._busy.release()
