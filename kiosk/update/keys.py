"""Who may sign a release. One rule: the keys are part of the program, and no setting adds one."""

from __future__ import annotations

from pathlib import Path

from kiosk.problem import Bug, Problem

LIST = Path(__file__).with_name("release.txt")


class NoReleaseKey(Problem):
    """This program was built without the maintainers' key."""

    code = "no-release-key"


def release_keys() -> tuple[bytes, ...]:
    """Raises NoReleaseKey when the list is empty."""
    lines = (line.strip() for line in LIST.read_text("utf-8").splitlines())
    keys = tuple(bytes.fromhex(line) for line in lines if line and not line.startswith("#"))
    if any(len(key) != 32 for key in keys):
        raise Bug("a release key has 32 bytes")
    if not keys:
        raise NoReleaseKey("This program knows no maintainers' key; install the package with apt, as docs/it.md says.")
    return keys
