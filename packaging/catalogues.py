"""Prints every fault of the language packs; exit code 1 when there is one. Part of `make check`."""

from __future__ import annotations

import sys

from kiosk.languages.lint import findings

faults = sorted(findings())
print("\n".join(faults) or "Catalogues: no findings.")
sys.exit(1 if faults else 0)
