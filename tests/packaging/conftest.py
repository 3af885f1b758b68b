"""The packaging programs, importable as they are when run."""

from __future__ import annotations

import sys

from .places import DEB, PACKAGE_TEST

sys.path.extend((str(DEB), str(PACKAGE_TEST)))  # at the end: nothing there may hide an installed package
