"""Where the Windows packaging lies, and what both of its files must agree on."""

from __future__ import annotations

from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
WINDOWS = HOUSE / "packaging" / "windows"
SCRIPT = WINDOWS / "ceiba.nsi"
SHELL = WINDOWS / "shell-launcher.xml"
PROGRAM = "ceiba-window.exe"
