"""Commands as people type them, each as its own process with an end."""

from __future__ import annotations

import subprocess

from tests.kiosk.boot.days import ceiba


def done(*words: object) -> subprocess.CompletedProcess[str]:
    """A command that ends well."""
    ended = ceiba(*words)
    assert ended.returncode == 0, ended.stderr
    return ended


def said(*words: object, code: int = 0) -> str:
    """What a command prints when it ends well; with another `code` what it says is wrong."""
    ended = ceiba(*words)
    assert ended.returncode == code, ended.stderr
    return ended.stdout if code == 0 else ended.stderr
