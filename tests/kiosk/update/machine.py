"""A machine whose dpkg and apt are the test's own: what they answer follows from the real package that they get.

One rule: it knows the words that `AptInstaller` says and fails on any other; a real Debian hears the same words in
`make package-test`.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from kiosk.formats.release import Version

QUERY = ["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Version}", "ceiba"]


class Machine:
    """`installed` is None when there is no such package; `breaks` makes the next installation stop half-way."""

    def __init__(self, installed: Version | None) -> None:
        self.installed, self.half, self.breaks = installed, False, False
        self.given: list[Path] = []

    def run(self, words: Sequence[str]) -> tuple[int, str]:
        """What `kiosk.boot.care.apt.run_program` does."""
        if list(words) == QUERY:
            return self._query()
        assert words[:2] == ["apt-get", "install"], words
        assert "--no-download" not in words, "apt takes no local file then"
        assert "--no-remove" in words
        assert not any("force-yes" in word or "unauthenticated" in word for word in words)
        return self._install(Path(words[-1]), downgrade="--allow-downgrades" in words)

    def _query(self) -> tuple[int, str]:
        if self.installed is None:
            return 1, ""
        return 0, f"{'half-configured' if self.half else 'installed'} {self.installed}"

    def _install(self, package: Path, *, downgrade: bool) -> tuple[int, str]:
        self.given.append(package)
        show = ["dpkg-deb", "--field", str(package), "Version"]
        version = Version.parse(
            subprocess.run(show, check=True, capture_output=True, timeout=60, text=True).stdout.strip()
        )
        if self.installed is not None and version < self.installed and not downgrade:
            return 100, ""
        if self.breaks:
            self.half = True
            return 100, ""
        self.installed, self.half = version, False
        return 0, ""
