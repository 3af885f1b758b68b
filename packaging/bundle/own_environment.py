"""Runs first in the frozen program. One rule: a program that we start sees the system's libraries, not the bundle's.

On Linux PyInstaller's starter points LD_LIBRARY_PATH into the bundle and keeps what stood there before beside it
(https://pyinstaller.org/en/stable/runtime-information.html). The loader has read it by now, so it is put back for the
players, CUPS tools and system commands that we start; another `ceiba` sets up its own.
"""

import os

_BEFORE = "LD_LIBRARY_PATH_ORIG"

os.environ.pop("LD_LIBRARY_PATH", None)
if _BEFORE in os.environ:
    os.environ["LD_LIBRARY_PATH"] = os.environ.pop(_BEFORE)
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
