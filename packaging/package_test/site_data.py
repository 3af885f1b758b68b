"""A site's data on the machine under test. One rule: whatever is installed over it, not a byte of it changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from chroot import Chroot, Failed

OWNER = "ceiba-kiosk"
DATA = f"/var/lib/{OWNER}"
TRUTH = "/tmp/truth.json"  # noqa: S108 (the chroot's own)
SECONDS = 300


def found(debian: Chroot) -> None:
    """A demo site with three visits."""
    for words in (("site", "create", "--demo"), ("simulate", "--visits", "3", "--seed", "1", "--truth", TRUTH)):
        debian.run("ceiba", *words, "--data", DATA, seconds=SECONDS, user=OWNER)


@contextmanager
def untouched(debian: Chroot) -> Iterator[None]:
    """Whatever is done meanwhile. Raises Failed when bytes, or what the program reads in them, differ afterwards."""
    before, shown = _bytes(debian), _shown(debian)
    yield
    if _bytes(debian) != before:
        raise Failed("The site's data changed")
    if _shown(debian) != shown:
        raise Failed("The site's schedule reads otherwise than before")


def _bytes(debian: Chroot) -> dict[str, str]:
    root = debian.root / DATA.lstrip("/")
    files = (path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _shown(debian: Chroot) -> str:
    return debian.run("ceiba", "site", "show", "--data", DATA, seconds=60, user=OWNER)
