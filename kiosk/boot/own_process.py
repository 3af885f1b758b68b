"""Starts a part of ours in a process of its own. One rule: the guest's process never loads the shelter's side."""

from __future__ import annotations

import subprocess
import sys

from kiosk.boot.layout import Layout
from kiosk.problem import Problem

SECONDS = 60


class PartFailed(Problem):
    """Another process of ours ended with an error; its own sentence stands above."""

    code = "part-failed"


def command(*words: object) -> list[str]:
    """The argument vector of another `ceiba`; secrets never go there. It loads no module from where it is started."""
    if is_bundle():
        return [sys.executable, *map(str, words)]
    alone = "-I" if sys.flags.isolated else "-P"
    return [sys.executable, alone, "-m", "kiosk.boot.commands", *map(str, words)]


def same_again() -> list[str]:
    """The argument vector with which this process was started."""
    return [sys.executable, *(sys.argv if is_bundle() else sys.orig_argv)[1:]]


def is_bundle() -> bool:
    """Whether this program is its own executable (`make bundle`), which takes no words of Python's."""
    return bool(getattr(sys, "frozen", False))


def make_demo_site(layout: Layout) -> None:
    """`ceiba site create --demo` as its own process, before any window opens. Raises PartFailed."""
    create = command("site", "create", "--demo", "--data", layout.root)
    done = subprocess.run(create, timeout=SECONDS, check=False, stdout=subprocess.DEVNULL)
    if done.returncode != 0:
        raise PartFailed("The demo site could not be made; the sentence above says why.")
