"""What each command really loads: the guest's process never the opener, the first frame nothing heavy."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.boot.layout import Layout
from kiosk.boot.own_process import make_demo_site
from kiosk.boot.tablet.front import keep_front, read_front

HEAVY = {
    "cryptography",
    "sqlalchemy",
    "alembic",
    "reportlab",
    "qrcode",
    "pypdfium2",
    "PIL",
    "uharfbuzz",
    "starlette",
    "uvicorn",
    "db",
}
LATER = {"hashlib", "secrets", "ctypes", "polib", "importlib.resources.readers", "tomllib", "datetime", "json"}
"""OpenSSL's hashes, the C interface, the readers of PO, packed files, TOML and JSON: some milliseconds each that the
first frame does without."""
LATER |= {
    "kiosk.formats.shape",
    "kiosk.visit.record",
    "kiosk.visit.protocol_check",
    "kiosk.ports.paper",
    "kiosk.ports.reception",
}
LATER |= {
    f"ui.bridge.{room}"
    for room in ("slip", "presence", "corner", "staff", "keyboard", "touches", "scanning", "staying")
}
"""What only a guest who is further, or a finger, asks for."""
BESIDE_QT = {"cbor2", "fcntl", "gc"}
"""What the first frame may load beside our own rooms and what a bare Qt Quick window loads too."""
OPENERS = {"shelter", "shelter.opening", "shelter.keystore"}
WINDOWS = {"PySide6", "ui"}

AFTER = """
import atexit, json, sys
atexit.register(lambda: print(json.dumps(sorted(sys.modules))))
from kiosk.boot.commands import main
sys.exit(main(sys.argv[1:]))
"""

AT_FIRST_FRAME = """
import os, sys
from pathlib import Path
from kiosk.boot.tablet import window
from kiosk.boot.layout import Layout
from kiosk.boot.tablet.front import read_front
def stop():
    names = sorted(sys.modules)
    import json
    print(json.dumps(names), flush=True)
    os._exit(0)
window.harden = stop
window.open_kiosk(read_front(Layout(Path(sys.argv[1]))), None, (1280, 800), full_screen=False, first=None)
"""

BARE_WINDOW = """
import json, sys
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
print(json.dumps(sorted(sys.modules)))
"""

AFTER_WARMING = """
import json, os, sys
from pathlib import Path
from kiosk.boot.tablet import window
from kiosk.boot.layout import Layout
from kiosk.boot.tablet.front import read_front
from kiosk.boot.tablet.warming import Warming
begin = Warming.start
def wait(self):
    begin(self)
    self.result().reception.leaflet("es")
    self.result().reception.print_slip(self.result().reception.leaflet("ar"), lambda outcome: finish(self))
def finish(self):
    print(json.dumps(sorted(sys.modules)), flush=True)
    os._exit(0)
Warming.start = wait
slips = Path(sys.argv[1]).parent / "slips"
window.open_kiosk(read_front(Layout(Path(sys.argv[1]))), slips, (1280, 800), full_screen=False, first=None)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    layout = Layout(tmp_path_factory.mktemp("loaded") / "site")
    make_demo_site(layout)
    keep_front(read_front(layout))  # as every verified start leaves it to the next
    return layout.root


def loaded(program: str, *words: object) -> set[str]:
    """Names of the modules, and of their topmost packages, that a process had loaded, which ended well."""
    return loaded_anyhow(program, *words, check=True)


def loaded_anyhow(program: str, *words: object, check: bool = False) -> set[str]:
    """The same of a process that may end with 1: a demo needs attention."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    command = [sys.executable, "-c", program, *map(str, words)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=50, check=check)
    names = json.loads(done.stdout.strip().splitlines()[-1])
    return {*names, *(name.partition(".")[0] for name in names)}


def test_the_first_frame_comes_before_everything_heavy(site: Path) -> None:
    assert not loaded(AT_FIRST_FRAME, site) & (HEAVY | LATER | OPENERS)


def test_the_first_frame_of_a_new_kiosk_loads_nothing_heavy_either(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "kiosk", tmp_path / "site" / "kiosk")
    Layout(tmp_path / "site").front.unlink()
    assert not loaded(AT_FIRST_FRAME, tmp_path / "site") & (HEAVY | OPENERS)


def test_the_first_frame_loads_little_that_a_bare_window_does_not(site: Path) -> None:
    beside = loaded(AT_FIRST_FRAME, site) - loaded(BARE_WINDOW)
    topmost = {name for name in beside if "." not in name and not name.startswith("_")}
    assert topmost - {"kiosk", "ui"} <= BESIDE_QT


def test_a_whole_kiosk_has_never_loaded_the_opener(site: Path) -> None:
    modules = loaded(AFTER_WARMING, site)
    assert not modules & OPENERS
    assert modules >= {"sqlalchemy", "reportlab", "qrcode", "PySide6"}


def test_simulating_loads_neither_window_nor_opener(site: Path, tmp_path: Path) -> None:
    words = ("simulate", "--visits", 1, "--seed", 1, "--data", site, "--truth", tmp_path / "truth.json")
    modules = loaded(AFTER, *words)
    assert not modules & (OPENERS | WINDOWS)
    assert "sqlalchemy" in modules


def test_founding_a_site_loads_neither_window_nor_database_nor_paper(tmp_path: Path) -> None:
    modules = loaded(AFTER, "site", "create", "--demo", "--data", tmp_path / "site")
    assert not modules & (WINDOWS | {"db", "sqlalchemy", "reportlab", "qrcode"})
    assert "shelter.keystore" in modules


@pytest.mark.parametrize("words", [("doctor",), ("support-bundle", "--out", "bundle.zip")])
def test_looking_at_a_kiosk_loads_neither_window_nor_opener(words: tuple[str, ...], site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "kiosk", tmp_path / "site" / "kiosk")
    words = tuple(str(tmp_path / word) if word.endswith(".zip") else word for word in words)
    modules = loaded_anyhow(AFTER, *words, "--data", tmp_path / "site")
    assert not modules & (OPENERS | WINDOWS | {"starlette", "uvicorn", "alembic"})
    assert "sqlalchemy" in modules


def test_looking_at_a_server_loads_no_opener(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "server", tmp_path / "site" / "server")
    modules = loaded_anyhow(AFTER, "doctor", "--data", tmp_path / "site")
    assert not modules & (OPENERS - {"shelter"} | WINDOWS)


def test_inspecting_loads_formats_only(site: Path) -> None:
    modules = loaded(AFTER, "inspect", site / "kiosk" / "schedule.ceiba")
    assert not modules & (HEAVY - {"cryptography"} | OPENERS | WINDOWS)
