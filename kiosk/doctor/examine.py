"""Goes through checks. One rule: each has its time and none raises, so that one that hangs hides no other."""

from __future__ import annotations

import time
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from threading import Thread

from kiosk.ports.finding import UNKNOWN, Check, Finding, State

SECONDS = 15.0
"""For one check; the slowest asks a server (`kiosk.boot.care.checks.ANSWER_SECONDS`) or a printer."""


def examine(checks: Sequence[Check], seconds: float = SECONDS) -> Sequence[Finding]:
    """One finding a check, in their order. They run beside each other; one that is not done in time goes on in its
    thread, which ends with the process, and is told as not known.
    """
    ends = time.monotonic() + seconds
    return [_collect(check, running, ends) for check, running in [(check, _begin(check)) for check in checks]]


def _begin(check: Check) -> SimpleQueue[Finding]:
    found: SimpleQueue[Finding] = SimpleQueue()

    def look() -> None:
        try:
            found.put(check.look())
        except Exception as error:  # a check that fails is a finding, whatever failed
            found.put(_unknown(check, type(error).__name__))

    Thread(target=look, name=f"check-{check.key.value}", daemon=True).start()
    return found


def _collect(check: Check, running: SimpleQueue[Finding], ends: float) -> Finding:
    try:
        return running.get(timeout=max(0.001, ends - time.monotonic()))
    except Empty:
        return _unknown(check, "no end in time")


def _unknown(check: Check, why: str) -> Finding:
    return Finding(check.key, State.ATTENTION, UNKNOWN, {"why": why})
