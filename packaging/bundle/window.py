"""The bundle's window on an X server that is only in memory. One rule: the program sees the screen, nothing else."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageGrab

SIZE = "1280x800"
SECONDS = 60
COLOURS = 50
"""An empty screen has one, a first page some hundred."""
STILL = 2.0


class NothingShown(Exception):
    """No page came."""


def first_page(program: Path, data: Path, picture: Path) -> None:
    """Open the kiosk of a demo site and keep its first page. Raises NothingShown."""
    with _screen() as display:
        command = [program, "kiosk", "--data", data, "--size", SIZE]
        with subprocess.Popen(command, env={"DISPLAY": display}, stderr=subprocess.PIPE) as process:
            try:
                _shown(display, process).save(picture)
            finally:
                process.terminate()


def _shown(display: str, process: subprocess.Popen[bytes]) -> Image.Image:
    """The screen, once it has a page that stays."""
    until, last = time.monotonic() + SECONDS, None
    while time.monotonic() < until and process.poll() is None:
        now = ImageGrab.grab(xdisplay=display)
        if len(now.getcolors(1 << 24) or ()) > COLOURS and last is not None and now.tobytes() == last.tobytes():
            return now
        last = now
        time.sleep(STILL)
    process.kill()
    said = process.stderr.read().decode(errors="replace") if process.stderr else ""
    raise NothingShown(f"No page came on the screen within {SECONDS} s. {said[-600:]}")


@contextmanager
def _screen() -> Iterator[str]:
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SIZE}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                yield f":{int(told.readline())}"
        finally:
            server.terminate()
