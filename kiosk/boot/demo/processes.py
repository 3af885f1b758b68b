"""Other parts of Ceiba as processes of their own. One rule: each has a time limit, and none outlives its block."""

from __future__ import annotations

import os
import queue
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread

from kiosk.boot.demo.machines import HOST
from kiosk.boot.layout import Layout
from kiosk.boot.own_process import command
from kiosk.problem import Problem

SECONDS = 60.0
ENDING_SECONDS = 10.0


class NoAnswer(Problem):
    """A process said nothing within its time, or ended before it did."""

    code = "no-answer"


@dataclass(frozen=True)
class Done:
    """How a process ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The last line that it said, on either stream."""
        return ((self.out + self.err).strip().splitlines() or [""])[-1]


def ceiba(*words: object, stdin: str = "") -> Done:
    """Run one command to its end. Raises NoAnswer."""
    given = stdin.encode()
    try:
        done = subprocess.run(
            command(*words), input=given, capture_output=True, timeout=SECONDS, check=False, env=_env()
        )
    except subprocess.TimeoutExpired as error:
        raise NoAnswer(f"ceiba {words[0]} did not end in time; try again on a machine with less to do.") from error
    return Done(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


@contextmanager
def served(layout: Layout, port: int) -> Iterator[str]:
    """`ceiba serve` over a folder while the block lasts; what it said when it was ready. Raises NoAnswer."""
    words = ("serve", "--data", layout.root, "--host", HOST, "--port", port)
    with subprocess.Popen(command(*words), stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, env=_env()) as process:
        try:
            yield _first_line(process)
        finally:
            _end(process)


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONIOENCODING": "utf-8"}


def _first_line(process: subprocess.Popen[bytes]) -> str:
    lines: queue.Queue[bytes] = queue.Queue()
    out = process.stdout
    if out is not None:
        Thread(target=lambda: lines.put(out.readline()), name="first-line", daemon=True).start()
    try:
        said = lines.get(timeout=SECONDS)
    except queue.Empty:
        said = b""
    if not said:
        raise NoAnswer("The server did not start; its own sentence stands above.")
    return said.decode(errors="replace").strip()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(ENDING_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
