"""Keeps what a guest said out of files that the system writes by itself. One rule: before anything can be said.

No core dump (RLIMIT_CORE 0) and no reading by other processes of the same user (PR_SET_DUMPABLE 0, prctl(2)).
Swap is the systemd unit's to forbid.
"""

from __future__ import annotations

import sys

_PR_SET_DUMPABLE = 4


def harden() -> None:
    """Apply both to this process; on other systems than Linux there is nothing to do here."""
    if sys.platform != "linux":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
