"""`kiosk.ports.installer.Installer` over apt and dpkg. One rule: apt decides what fits; nothing is forced.

apt takes the copy that was proven, removes no other package, and keeps the machine's own configuration files. It goes
to the network only for a Debian package that the new version needs and the machine has not, once and not for long; its
`--no-download` cannot be used, because then it takes no local file either.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.formats.release import Version
from kiosk.ports.installer import NotInstalled
from kiosk.problem import Damaged

PACKAGE = "ceiba"
SECONDS = 1800
BRIEFLY = ("Acquire::Retries=0", "Acquire::http::Timeout=20", "Acquire::https::Timeout=20")
"""A kiosk without a network does not wait for one."""
Run = Callable[[Sequence[str]], tuple[int, str]]
"""Runs a program of the system: its exit code and what it wrote to stdout. Raises OSError, TimeoutExpired."""


def run_program(words: Sequence[str]) -> tuple[int, str]:
    """With the terminal's stderr, in a plain language, without questions."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        words, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=SECONDS, check=False
    )
    return done.returncode, done.stdout.decode(errors="replace")


class AptInstaller:
    """The machine's own apt."""

    def __init__(self, run: Run = run_program) -> None:
        self._run = run

    def installed(self) -> Version:
        code, said = self._ask(["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Version}", PACKAGE])
        status, _, version = said.strip().partition(" ")
        if code != 0 or status != "installed":
            raise NotInstalled("Ceiba is not wholly installed as a package here; install it with apt, see docs/it.md.")
        try:
            return Version.parse(version)
        except Damaged as damaged:
            raise NotInstalled("The version of Ceiba here is no release; install one with apt.") from damaged

    def install(self, package: Path, *, going_back: bool = False) -> None:
        options = ["--yes", "--quiet", "--no-remove", "--no-install-recommends"]
        options += ["--option", "Dpkg::Options::=--force-confold", "--option", "Dpkg::Use-Pty=0"]
        options += [word for setting in BRIEFLY for word in ("--option", setting)]
        options += ["--allow-downgrades"] if going_back else []
        code, _ = self._ask(["apt-get", "install", *options, str(package)])
        if code != 0:
            raise NotInstalled("apt did not install the package; its own words stand above. Show them to IT.")

    def _ask(self, words: Sequence[str]) -> tuple[int, str]:
        try:
            return self._run(words)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NotInstalled(f"{words[0]} cannot be used on this machine; call IT.") from error
