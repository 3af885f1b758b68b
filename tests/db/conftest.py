"""A folder on a memory disk where there is one: what lies in a file does not depend on the medium, and proofs that
write thousands of times need not wait for a real disk's syncs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")
ROOM = 256 * 1024 * 1024  # bytes; containers often have less


@pytest.fixture
def memory_path(tmp_path: Path) -> Iterator[Path]:
    """An empty folder, removed afterwards."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)
