"""A whole visit through a window of a real X server, touched by the server's own pointer (XTEST)."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

XDOTOOL_SECONDS = 20
VISIT = (
    ("language", "card-es"),
    ("notice", "card-questions"),
    ("doctor", "card-1"),
    ("who", "card-1"),
    ("mask", "card-1"),
    ("sick", "card-2"),
    ("sick", "way1"),
    ("vaccine", "way0"),
    ("needs", "way0"),
    ("offers", "card-1"),
    ("offers", "way1"),
    ("sharing", "card-2"),
    ("paper", "card-print"),
    ("end", "way1"),
)


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of 1280×800 on an X server of its own."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{int(told.readline())}"
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture
def kiosk(display: str) -> Iterator[subprocess.Popen[str]]:
    """The window in a process of its own; each line that it says is what it shows."""
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "software"}
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.telling_kiosk"], env=environment, cwd=root, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(10)
        assert process.stdout is not None
        process.stdout.close()


def shown(kiosk: subprocess.Popen[str], step: str, control: str) -> dict[str, object]:
    """Wait until the step stands, takes touches and has the control. The test's own time limit ends the wait."""
    assert kiosk.stdout is not None
    for line in kiosk.stdout:
        said: dict[str, object] = json.loads(line)
        if said["step"] == step and said["takes_touches"] and control in said["at"]:  # type: ignore[operator]
            return said
    raise AssertionError(f"the window closed before {step} showed {control}")


def click(display: str, spot: tuple[int, int]) -> None:
    command = ["xdotool", "mousemove", "--sync", str(spot[0]), str(spot[1]), "click", "1"]
    if re.search(rf"x:{spot[0]} y:{spot[1]} ", _pointer(display)):
        command = command[:1] + command[5:]  # `--sync` waits for a move, and there is none
    subprocess.run(command, env={**os.environ, "DISPLAY": display}, timeout=XDOTOOL_SECONDS, check=True)


def _pointer(display: str) -> str:
    environment = {**os.environ, "DISPLAY": display}
    command = ["xdotool", "getmouselocation"]
    return subprocess.run(
        command, env=environment, timeout=XDOTOOL_SECONDS, check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.timeout(120)
def test_a_visit_by_the_pointer_of_a_real_x_server(display: str, kiosk: subprocess.Popen[str]) -> None:
    for step, control in VISIT:
        said = shown(kiosk, step, control)
        assert said["platform"] == "xcb"
        click(display, said["at"][control])  # type: ignore[index]
    assert shown(kiosk, "language", "card-es")["visits"] == 1
