"""The releases whose data is kept, each unpacked for a test. One rule: what is in a release's folder never changes.

`make.py` writes a folder once, with that release's own code: `data.tar.xz` (what its machines had on their disks) and
`truth.json` (what really happened there).
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.boot.layout import Layout

HERE = Path(__file__).parent
DATA, TRUTH = "data.tar.xz", "truth.json"


@dataclass(frozen=True)
class Release:
    """One release's machines, unpacked to be changed, and the truth about them."""

    root: Path
    truth: dict[str, Any]

    @property
    def tablet(self) -> Layout:
        """A kiosk that was ended after its shift: some batches are purged, some wait."""
        return Layout(self.root / "tablet")

    @property
    def killed(self) -> Layout:
        """The same kiosk, cut off in the middle of a later shift."""
        return Layout(self.root / "killed")

    @property
    def server(self) -> Layout:
        return Layout(self.root / "server")

    @property
    def silent_server(self) -> Layout:
        """The server before anybody spoke to it."""
        return Layout(self.root / "silent-server")

    @property
    def shelter(self) -> Layout:
        """Desk and supervisor: keystores, the desk's archive, both inboxes."""
        return Layout(self.root / "shelter")

    @property
    def wire(self) -> Path:
        return self.root / "wire"

    @property
    def stick(self) -> Path:
        return self.root / "stick"

    @property
    def backup(self) -> Path:
        return self.root / "backup"

    @property
    def made(self) -> date:
        """The day on which it was kept, not before any visit's."""
        return date.fromisoformat(self.truth["made"])

    @property
    def counted(self) -> date:
        """The site's day that the supervisor counted."""
        return date.fromisoformat(self.truth["counted"])

    def sealed(self, where: str) -> set[bytes]:
        """SHA256 of every sealed record in closed batches of the `tablet` or the `server`."""
        return {bytes.fromhex(one) for one in self.truth["sealed"][where]}

    def visits(self, *parts: str) -> Iterator[dict[str, Any]]:
        """The truth of the visits of these parts of the day: `sent`, `waiting`, `open`."""
        for part in parts:
            yield from self.truth["visits"][part]


def versions() -> list[str]:
    """Every release that is kept, by name."""
    return sorted(one.parent.name for one in HERE.glob(f"*/{DATA}"))


def unpack(version: str, place: Path) -> Release:
    """A fresh copy of what a release left behind."""
    with tarfile.open(HERE / version / DATA) as tar:
        tar.extraction_filter = getattr(tarfile, "data_filter", lambda entry, _: entry)  # Debian 12's Python has none
        tar.extractall(place)  # noqa: S202 (ours)
    return Release(place, json.loads((HERE / version / TRUTH).read_text("utf-8")))
