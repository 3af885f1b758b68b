"""A screen that exists in memory alone, and the hands before it: its own pointer and keyboard (XTEST)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO, cast

import framebuffer
from PIL import Image

HOUSE = Path(__file__).resolve().parents[2]
SIZE = (1280, 800)
SECONDS = 20
QUIET = ((700, 8), (704, 6))
"""Spots with nothing to touch, inside the smallest screen that is used here."""
Said = dict[str, object]


class Screen:
    """An X server of its own; what is on it is read from its memory, without asking any of its windows."""

    def __init__(self, display: str, memory: Path) -> None:
        self.display, self._memory = display, memory

    def environment(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "QT_QUICK_BACKEND": "software"}

    def does(self, *words: str) -> str:
        """Let xdotool act; what it says."""
        command = ["xdotool", *words]
        return subprocess.run(
            command, env=self.environment(), timeout=SECONDS, check=True, capture_output=True, text=True
        ).stdout

    def to(self, spot: tuple[int, int], *then: str) -> None:
        self.does("mousemove", str(spot[0]), str(spot[1]), *then)

    def picture(self) -> Image.Image:
        """Of everything that is shown now."""
        return framebuffer.picture(self._memory)


@contextmanager
def screen(folder: Path) -> Iterator[Screen]:
    """An X server whose memory lies in `folder`."""
    reading, writing = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-fbdir", str(folder)]
    server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield Screen(f":{int(told.readline())}", folder)
    finally:
        server.terminate()
        server.wait(SECONDS)


class Told:
    """A kiosk of `tests.lockdown.told` on a screen, and the last that it said."""

    def __init__(self, process: subprocess.Popen[str], screen: Screen, log: Path) -> None:
        self.process, self.screen, self._log = process, screen, log
        self.last: Said = {}

    def until(self, holds: Callable[[Said], bool]) -> Said:
        """Read on until it says so. A kiosk that does not say it within the time limit is ended."""
        limit = Timer(SECONDS, self.process.kill)
        limit.start()
        try:
            while not (self.last and holds(self.last)):
                line = cast("IO[str]", self.process.stdout).readline()
                assert line, f"the kiosk ended: {self.process.wait(SECONDS)} {self.logged()}"
                self.last = json.loads(line)
        finally:
            limit.cancel()
        return self.last

    def at(self, name: str) -> tuple[int, int]:
        x, y = cast("dict[str, list[int]]", self.last["at"])[name]
        return x, y

    def tap(self, step: str, control: str) -> None:
        """Touch a control as soon as its page takes touches."""
        self.until(lambda said: stands(said, step) and control in cast("Said", said["at"]))
        self.screen.to(self.at(control), "click", "1")

    def heard_all(self) -> Said:
        """How it stands when everything that was done before has reached it: the pointer is where it was moved last."""
        spot = next(spot for spot in QUIET if list(spot) != self.last["pointer"])
        self.screen.to(spot)
        return self.until(lambda said: said["pointer"] == list(spot))

    def logged(self) -> str:
        return self._log.read_text()


def stands(said: Said, step: str) -> bool:
    return said["step"] == step and said["takes_touches"] is True


@contextmanager
def kiosk(
    screen: Screen, log: Path, *words: str, more: Mapping[str, str] | None = None, before: tuple[str, ...] = ()
) -> Iterator[Told]:
    """A kiosk that tells; what it logs goes to `log`. With `words` it is that `ceiba` command."""
    command = [*before, sys.executable, "-m", "tests.lockdown.told", *words]
    environment = {**screen.environment(), **(more or {})}
    with log.open("w") as stderr:
        process = subprocess.Popen(
            command, env=environment, cwd=HOUSE, stdout=subprocess.PIPE, stderr=stderr, text=True
        )
    try:
        yield Told(process, screen, log)
    finally:
        process.terminate()
        process.wait(SECONDS)
        cast("IO[str]", process.stdout).close()
