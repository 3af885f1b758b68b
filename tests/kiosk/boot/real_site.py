"""A real site (no demo) with its server as a process and tablets that enrol, by the commands that people type."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from kiosk.boot.layout import Layout
from tests.kiosk.boot.serving import Served

HOUSE = Path(__file__).parents[3]
ROOMS = ("kiosk", "ui", "printers", "db", "shelter")
SECONDS = 60
HERE = ("--address", "localhost", "--address", "127.0.0.1")
PASSPHRASES = ("authority of the test", "desk of the test", "supervisor of the test")


def ceiba(*words: object, said: str = "", house: Path = HOUSE) -> subprocess.CompletedProcess[str]:
    """One command, from the program that lies in `house`."""
    command = [sys.executable, "-m", "kiosk.boot.commands", *map(str, words)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    return subprocess.run(
        command, input=said, capture_output=True, text=True, timeout=SECONDS, check=False, cwd=house, env=environment
    )


def found(root: Path) -> Layout:
    """Found the site, with the demo's profile for its names."""
    profile = HOUSE / "kiosk" / "boot" / "demo" / "site.toml"
    words = ("site", "create", "--data", root, "--profile", profile, "--passphrase-file", "-")
    done = ceiba(*words, *HERE, said="\n".join(PASSPHRASES))
    assert done.returncode == 0, done.stderr
    return Layout(root)


def by_authority(site: Layout, *words: object, house: Path = HOUSE) -> subprocess.CompletedProcess[str]:
    """A command that takes the authority's passphrase."""
    return ceiba("site", *words, "--data", site.root, "--passphrase-file", "-", said=PASSPHRASES[0] + "\n", house=house)


def enrol(served: Served, tablet: Path) -> Layout:
    """A new tablet from the code to the kiosk's folder."""
    url, code = f"https://127.0.0.1:{served.port}", tablet.with_suffix(".code")
    assert ceiba("site", "code", "--data", served.layout.root, "--url", url, "--out", code).returncode == 0
    knocked = ceiba("enrol", code, "--data", tablet, "--pin-file", "-", said="2468135\n")
    assert knocked.returncode == 0, knocked.stderr
    words = re.search(r"^    ([a-z]+(?: [a-z]+){5})$", knocked.stdout, re.MULTILINE)
    assert words, knocked.stdout
    approved = by_authority(served.layout, "approve", "--words", words[1])
    assert approved.returncode == 0, approved.stderr
    done = ceiba("enrol", "--data", tablet, "--pin-file", "-", said="2468135\n")
    assert done.returncode == 0, done.stderr
    return Layout(tablet)


def another_house(place: Path) -> Path:
    """A copy of the program and its bytecode, to be changed as an update or a translator would."""
    for room in ROOMS:
        shutil.copytree(HOUSE / room, place / room)
    return place
