"""Nothing that was left in an environment looks into the guest's program, and it listens to nobody."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from kiosk.boot.layout import Layout
from kiosk.boot.own_process import make_demo_site
from tests.packaging.places import DEBIAN, HOUSE, sections

GUEST_SESSION = DEBIAN / "bin" / "guest-session"
UNIT = sections(DEBIAN / "ceiba.ceiba-kiosk.service")["Service"]
READ_BY_QT = re.compile(rb"\b(?:QT|QML|QSG|QV4|QTDEBUG|QMLSCENE)_[A-Z0-9_]{3,}\b")
SMUGGLED = {
    "PYTHONPATH": "/tmp", "PYTHONINSPECT": "1", "PYTHONBREAKPOINT": "x", "PYTHONDEVMODE": "1",
    "QML_DEBUG": "1", "QT_QML_DEBUG_PORT": "3768", "LD_PRELOAD": "/tmp/x.so", "WAYLAND_DEBUG": "1", "DISPLAY": ":9",
    "QT_PLUGIN_PATH": "/tmp", "MALLOC_TRACE": "/tmp/x", "XDG_DATA_HOME": "/tmp", "SSLKEYLOGFILE": "/tmp/keys",
}  # fmt: skip
NAMES = "import json, os; print(json.dumps(dict(os.environ)))"
ALONE, LISTENS = ["unshare", "--map-root-user", "--net"], "0A"
OWN_MARK = "LC_CTYPE"
"""Python sets it by itself where no language is given (PEP 538)."""


def read_by_qt() -> set[str]:
    """Every variable that Qt's libraries here could read."""
    libraries = (Path(PySide6.__file__).parent / "Qt" / "lib").glob("libQt6*.so.6")
    return {name.decode() for library in libraries for name in READ_BY_QT.findall(library.read_bytes())}


def given(environment: dict[str, str]) -> dict[str, str]:
    """What a program finds behind guest-session."""
    command = ["sh", str(GUEST_SESSION), sys.executable, "-c", NAMES]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=True)
    found: dict[str, str] = json.loads(ran.stdout)
    found.pop(OWN_MARK, None)
    return found


def test_the_guest_s_program_gets_what_the_unit_says_and_nothing_that_qt_or_python_would_read() -> None:
    set_by_unit = dict(pair.split("=", 1) for pair in shlex.split(UNIT["Environment"]))
    names = read_by_qt()
    assert len(names) > 100
    session = {"HOME": "/x", "LANG": "C.UTF-8", "XDG_RUNTIME_DIR": "/x", "WAYLAND_DISPLAY": "wayland-0"}
    path = {"PATH": "/usr/local/bin:/usr/bin:/bin"}
    smuggled = dict.fromkeys(names, "1") | SMUGGLED | {"PATH": os.environ["PATH"]}
    smuggled.pop("LD_PRELOAD")  # the loader would say so on the error output of each tool; env -i takes it all the same
    assert given(smuggled | session | set_by_unit) == session | set_by_unit | path


def test_a_variable_that_is_not_there_is_not_made() -> None:
    assert set(given({"PATH": os.environ["PATH"]})) == {"PATH"}


def test_the_compositor_loads_nothing_and_tells_no_touch() -> None:
    unset = UNIT["UnsetEnvironment"].split()
    assert {"LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "WAYLAND_DEBUG"} <= set(unset)
    assert UNIT["ExecStart"].startswith("/usr/bin/cage -d -- /usr/lib/ceiba/bin/guest-session /usr/bin/ceiba kiosk ")


def test_the_program_is_started_without_python_s_own_variables() -> None:
    assert (DEBIAN / "bin" / "ceiba").read_text().startswith("#!/usr/lib/ceiba/bin/python3 -I\n")


def test_no_debugger_of_qml_and_no_other_port_is_open_and_nothing_is_said(tmp_path: Path) -> None:
    """Started as the unit starts it, with everything in its way that would open a port; in a network of its own, so
    that whatever listens there is its own.
    """
    layout = Layout(tmp_path / "site")
    make_demo_site(layout)
    environment = dict.fromkeys(read_by_qt(), "port:3768,host:127.0.0.1,block") | {
        "PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"
    }  # fmt: skip
    words = ["kiosk", "--fullscreen", "--data", str(layout.root)]
    command = [*ALONE, "sh", str(GUEST_SESSION), sys.executable, "-m", "tests.lockdown.told", *words]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment, cwd=HOUSE, text=True, **pipes) as kiosk:
        assert kiosk.stdout is not None
        assert json.loads(kiosk.stdout.readline())["step"] == "language"
        rows = [row for name in ("tcp", "tcp6") for row in _rows(kiosk.pid, name)]
        kiosk.kill()
        assert [row for row in rows if row.split()[3] == LISTENS] == []
        assert kiosk.communicate(timeout=20)[1] == ""


def _rows(process: int, name: str) -> list[str]:
    return Path(f"/proc/{process}/net/{name}").read_text().splitlines()[1:]


@pytest.mark.parametrize("word", ["-qmljsdebugger=port:3768", "--qmljsdebugger", "-platform"])
def test_no_word_on_the_command_line_reaches_qt(word: str) -> None:
    command = [sys.executable, "-m", "kiosk.boot.commands", "kiosk", word, "x"]
    assert subprocess.run(command, capture_output=True, timeout=30, check=False).returncode == 2


def test_a_kiosk_goes_with_the_compositor_that_started_it() -> None:
    stays = "import signal; print(1, flush=True); signal.pause()"
    compositor = f'sh {GUEST_SESSION} {sys.executable} -c "{stays}" & wait'
    with subprocess.Popen(["sh", "-c", compositor], stdout=subprocess.PIPE, text=True) as cage:
        assert cage.stdout is not None
        assert cage.stdout.readline() == "1\n"
        cage.kill()
        assert cage.stdout.read() == ""  # only when nobody holds the pipe any more; the time limit ends the wait
