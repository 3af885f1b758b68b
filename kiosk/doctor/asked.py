"""What a program of the system says when asked. One rule: one that is missing, fails or does not end says nothing."""

from __future__ import annotations

import subprocess

SECONDS = 3.0
MOST_BYTES = 4096


def answer(*words: str, seconds: float = SECONDS, most: int = MOST_BYTES, complete: bool = True) -> str:
    """The first `most` bytes of its standard output, without its edges. Where the answer need not be `complete`, what
    came before an exit code other than 0 counts too.
    """
    try:
        done = subprocess.run(words, timeout=seconds, check=complete, capture_output=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout[:most].decode("utf-8", "replace").strip()
