"""What puts a package onto the machine."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from kiosk.formats.release import Version
from kiosk.problem import Problem


class NotInstalled(Problem):
    """The system did not install the package; its own words stand above."""

    code = "not-installed"


class Installer(Protocol):
    """The system's own package manager. Raises NotInstalled when it cannot be asked or does not do it."""

    def installed(self) -> Version:
        """The version that is wholly installed."""
        ...

    def install(self, package: Path, *, going_back: bool = False) -> None:
        """Put this package in the place of the installed one; an older one only when `going_back`."""
        ...
