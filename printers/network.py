"""Printers that announce themselves in the network (DNS-SD), by CUPS's own `ippfind` in its own process.

One rule: nobody waits for it. What was found last is told at once; a look that is due goes on beside. No `ippfind`, no
answer or a stuck one only means that printers in the network are set up by their address.
"""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Sequence
from threading import Lock, Thread

FIND = ("ippfind", "-T", "3", "_ipp._tcp")
"""Prints ipp:// addresses. ipps is left out: whoever trusts a certificate compares it first (`ceiba printer add`).
Receipt printers on port 9100 too: `ippfind` of CUPS 2.4 ends with a segmentation fault when it is asked for them."""
SECONDS = 8.0
EVERY = 30.0
MOST = 8
_LIMIT = 8192
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,120}[A-Za-z0-9])?"
_IPP = re.compile(rf"ipp://{_HOST}(?::\d{{1,5}})?/[A-Za-z0-9/_.-]{{0,100}}")


class NetworkFinder:
    """Safe to call from several threads."""

    def __init__(self, command: Sequence[str] = FIND, seconds: float = SECONDS) -> None:
        self._command, self._seconds = command, seconds
        self._busy = Lock()
        self._looked: float | None = None
        self._found: tuple[str, ...] = ()

    def found(self) -> Sequence[str]:
        """The IPP addresses that were found last; looks again beside when that is a while ago."""
        stale = self._looked is None or time.monotonic() - self._looked >= EVERY
        if stale and self._busy.acquire(blocking=False):
            Thread(target=self._look, name="network-printers", daemon=True).start()
        return self._found

    def _look(self) -> None:
        try:
            self._found = read_found(_said(self._command, self._seconds))
        finally:
            self._looked = time.monotonic()
            self._busy.release()


def read_found(untrusted: bytes) -> tuple[str, ...]:
    """Addresses that have our form, one a line, each once; everything else is passed over."""
    lines = untrusted.decode("ascii", "replace").splitlines()
    return tuple(dict.fromkeys(line for line in lines if _IPP.fullmatch(line)))[:MOST]


def _said(command: Sequence[str], seconds: float) -> bytes:
    try:
        done = subprocess.run(command, timeout=seconds, check=False, capture_output=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout[:_LIMIT]
