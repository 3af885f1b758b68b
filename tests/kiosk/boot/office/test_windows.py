"""`ceiba desk` and `ceiba summary --window` as processes: where they open, where they refuse, what they load."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.boot.layout import Layout
from kiosk.boot.office.summary_window import KioskHere, check_place
from kiosk.boot.own_process import make_demo_site
from kiosk.boot.tablet.guest_process import KioskRuns, check_no_guests, guest_process

NO_SCREEN = {name: value for name, value in os.environ.items() if "DISPLAY" not in name and name != "QT_QPA_PLATFORM"}

AT_WORK = """
import json, os, sys
from kiosk.boot.office import screen
def show(open_window, without):
    from PySide6.QtGui import QGuiApplication
    application = QGuiApplication([])
    def until(done):
        while not done():
            application.processEvents()
    with open_window() as window:
        window.office.unlock(sys.argv[1])
        until(lambda: not window.office.locked)
        if hasattr(window.bridge, "desk"):
            until(lambda: not window.bridge.desk.taking)
            window.bridge.desk.read("1" * 312)
            until(lambda: window.bridge.desk.view == "answer")
        else:
            until(lambda: window.bridge.summary.page)
        print(json.dumps(sorted(sys.modules)), flush=True)
        os._exit(0)
screen.show = show
from kiosk.boot.commands import main
sys.exit(main(sys.argv[2:]))
"""

GUESTS = """
import sys
from pathlib import Path
from kiosk.boot.tablet.guest_process import guest_process
from kiosk.boot.layout import Layout
with guest_process(Layout(Path(sys.argv[1]))):
    print("open", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    layout = Layout(tmp_path_factory.mktemp("windows") / "site")
    make_demo_site(layout)
    return layout.root


@pytest.fixture
def guests(site: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that shows the site's kiosk to guests."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    process = subprocess.Popen([sys.executable, "-c", GUESTS, str(site)], text=True, **pipes)
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    yield process
    process.kill()
    process.wait(10)
    process.stdout.close()
    assert process.stdin is not None
    process.stdin.close()


def ceiba(*words: object, environment: dict[str, str] = NO_SCREEN) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk.boot.commands", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=50, check=False, env=environment)


def loaded(passphrase: str, *words: object) -> set[str]:
    """Names of the modules, and of their topmost packages, that a window at work had loaded."""
    command = [sys.executable, "-c", AT_WORK, passphrase, *map(str, words)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=50, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    names = json.loads(done.stdout.splitlines()[-1])
    return {*names, *(name.partition(".")[0] for name in names)}


@pytest.mark.parametrize("words", [("desk",), ("summary", "--window", "--allow-on-kiosk")])
def test_without_a_screen_the_way_without_is_named(site: Path, words: tuple[str, ...]) -> None:
    done = ceiba(*words, "--data", site)
    assert done.returncode == 1
    assert done.stderr.strip().endswith("[no-screen]")
    assert "ceiba " in done.stderr


def test_a_summary_is_not_unlocked_where_guests_are(site: Path) -> None:
    done = ceiba("summary", "--window", "--data", site)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "--allow-on-kiosk" in done.stderr
    assert done.stderr.strip().endswith("[kiosk-here]")


def test_nor_beside_the_machine_s_own_kiosk(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "ceiba").symlink_to(site)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with pytest.raises(KioskHere):
        check_place(Layout(tmp_path / "stick"), allowed=False)
    check_place(Layout(tmp_path / "stick"), allowed=True)


def test_while_guests_look_on_even_the_word_does_not_help(site: Path, guests: subprocess.Popen[str]) -> None:
    done = ceiba("summary", "--window", "--allow-on-kiosk", "--data", site)
    assert done.stderr.strip().endswith("[kiosk-runs]")
    with pytest.raises(KioskRuns):
        check_no_guests(Layout(site))


def test_a_kiosk_that_was_killed_leaves_no_mark(site: Path, guests: subprocess.Popen[str]) -> None:
    guests.kill()
    guests.wait(10)
    check_no_guests(Layout(site))
    with guest_process(Layout(site)):
        pass


def test_a_kiosk_is_opened_once(site: Path, guests: subprocess.Popen[str]) -> None:
    done = ceiba("kiosk", "--data", site, environment={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert done.returncode == 1
    assert done.stderr.strip().endswith("[kiosk-runs]")


def test_the_mark_says_nothing(site: Path) -> None:
    with guest_process(Layout(site)):
        assert (site / "kiosk" / "guests.lock").read_bytes() == b""


@pytest.mark.parametrize("words", [("--json",), ("--day", "2026-11-24"), ("--passphrase-file", "-")])
def test_what_a_window_does_not_do_is_said(site: Path, words: tuple[str, ...]) -> None:
    done = ceiba("summary", "--window", "--data", site, *words)
    assert done.stderr.strip().endswith("[not-for-window]")


GUEST_PARTS = {"ui.bridge.visit", "ui.bridge.place", "ui.bridge.window", "ui.bridge.staff"}


def test_the_desk_s_window_loads_no_guest_page_and_no_paper(site: Path) -> None:
    modules = loaded("demo desk", "desk", "--data", site)
    assert modules & {"printers", "reportlab", "qrcode", "starlette", "shelter.summary", "PySide6.QtWidgets"} == set()
    assert modules & GUEST_PARTS == set()
    assert modules >= {"shelter.desk", "shelter.opening", "ui.bridge.desk"}


def test_the_supervisor_s_window_loads_no_desk_and_no_guest_page(site: Path) -> None:
    modules = loaded("demo supervisor", "summary", "--window", "--allow-on-kiosk", "--data", site)
    assert (
        modules & {"shelter.desk", "shelter.opening.slip", "db.desk", "ui.bridge.desk", "printers", "qrcode"} == set()
    )
    assert modules & GUEST_PARTS == set()
    assert modules >= {"shelter.summary", "ui.bridge.summary"}
