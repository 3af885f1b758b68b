"""Where the frozen program begins. One rule: it is the command `ceiba` and nothing else."""

from __future__ import annotations

import sys

from kiosk.boot.commands import main

if __name__ == "__main__":
    sys.exit(main())
