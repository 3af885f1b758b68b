"""The programs of the bundle, importable as they are when run."""

from __future__ import annotations

import sys

from .places import BUNDLE, DEB

sys.path.extend((str(BUNDLE), str(DEB)))  # at the end: nothing there may hide an installed package
