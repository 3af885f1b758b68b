"""Uses the bundle as somebody would who has nothing else of ours. One rule: the program gets an empty environment.

Run as `python packaging/bundle/prove.py FOLDER` after `build.py`; prints a line a step, and exit code 1 with a sentence
when one fails. The picture of the window stays beside the bundle.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent / "deb")]

from manual import leaves  # noqa: E402
from window import NothingShown, first_page  # noqa: E402

from kiosk.boot.commands import _parser  # noqa: E402

SECONDS = 120
BUG = 70
PAPERS = ("pdf", "png", "escpos")
EMPTY = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
"""Windows opens no socket without that one."""
TYPED = b"1\n" * 9
"""What a command gets that asks for something."""


class Failed(Exception):
    """The bundle did not do what it should."""


def main() -> int:
    folder = Path(sys.argv[1]).resolve()
    program = folder / "ceiba" / ("ceiba.exe" if sys.platform == "win32" else "ceiba")
    try:
        with tempfile.TemporaryDirectory(prefix="ceiba-prove-") as name:
            _prove(program, Path(name), folder / "window.png")
    except (Failed, NothingShown) as failed:
        print(f"FAILED: {failed}", file=sys.stderr)
        return 1
    return 0


def _prove(program: Path, work: Path, picture: Path) -> None:
    ceiba = Ceiba(program, work)
    with _untouched(program.parent):
        _step("every command explains itself", lambda: every_command_is_known(ceiba))
        _step("every command loads", lambda: every_command_loads(ceiba))
        _step("the demo, from touch to summary", lambda: demo_is_ok(ceiba))
        _step("slips, checks, copies", lambda: other_work_is_done(ceiba))
        if sys.platform == "linux":
            _step("the window on a real X server", lambda: first_page(program, work / "site", picture))


class Ceiba:
    """The frozen command, without any environment, in a folder of its own."""

    def __init__(self, program: Path, work: Path) -> None:
        self._program, self.work = program, work

    def ends(self, *words: object) -> tuple[int, str]:
        """Its exit code, and what it said on both streams."""
        done = subprocess.run(
            [str(self._program), *map(str, words)],
            env=EMPTY,
            cwd=self.work,
            input=TYPED,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        return done.returncode, (done.stdout + done.stderr).decode(errors="replace")

    def does(self, *words: object) -> str:
        """What it said, ending well. Raises Failed."""
        code, said = self.ends(*words)
        if code:
            raise Failed(f"ceiba {' '.join(map(str, words))} ended with {code}: {said[-600:]}")
        return said


def every_command_is_known(ceiba: Ceiba) -> None:
    for command in leaves(_parser()):
        ceiba.does(*command.prog.split()[1:], "--help")


def every_command_loads(ceiba: Ceiba) -> None:
    """On a folder of its own that is empty, a command has nothing to do and says so; none may miss a module."""
    for command in leaves(_parser()):
        words = command.prog.split()[1:]
        if words in (["run"], ["demo"]):
            continue  # the demo, which has a step of its own
        needed = [word for action in _required(command) for word in _given(action)]
        code, said = ceiba.ends(*words, "--data", ceiba.work / "nothing" / words[-1], *needed)
        if code in (2, BUG) or code < 0:
            raise Failed(f"ceiba {' '.join([*words, *needed])} ended with {code}: {said[-600:]}")


def demo_is_ok(ceiba: Ceiba) -> None:
    """Site, window, server, sync, desk and summary, each as the process that it is in life."""
    ceiba.does("demo", "--headless", "--out", ceiba.work / "demo")


def other_work_is_done(ceiba: Ceiba) -> None:
    """What the demo leaves out, with what it left."""
    tablet, server, copies = (ceiba.work / name for name in ("demo/data/tablet", "demo/data/server", "copies"))
    schedule = tablet / "kiosk" / "schedule.ceiba"
    for paper in PAPERS:
        file = ceiba.work / f"slip.{paper}"
        ceiba.does("printer", "render", "--slip", "demo", "--lang", "ar", "--format", paper, "--out", file)
    json.loads(ceiba.does("printer", "list", "--json", "--data", tablet))
    json.loads(ceiba.ends("doctor", "--json", "--data", tablet)[1])
    ceiba.does("support-bundle", "--data", tablet, "--out", ceiba.work / "support.zip")
    ceiba.does("inspect", schedule, "--data", tablet)
    ceiba.does("verify", schedule, "--data", tablet)
    ceiba.does("site", "show", "--data", ceiba.work / "demo/data/shelter")
    ceiba.does("backup", "--data", server, "--to", copies)
    ceiba.does("restore", "--data", ceiba.work / "restored", "--from", copies)
    ceiba.does("site", "create", "--demo", "--data", ceiba.work / "site")
    truth = ceiba.work / "truth.json"
    ceiba.does("simulate", "--visits", 3, "--seed", 1, "--data", ceiba.work / "invented", "--truth", truth)


@contextmanager
def _untouched(bundle: Path) -> Iterator[None]:
    """Raises Failed when the block leaves the bundle with other files than before: nobody may write there in life."""
    before = sorted(bundle.rglob("*"))
    yield
    if new := sorted(set(bundle.rglob("*")) - set(before)):
        raise Failed(f"The program wrote into its own folder: {new[0]}")


def _required(command: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    yield from (action for action in command._actions if action.required)
    yield from (group._group_actions[0] for group in command._mutually_exclusive_groups if group.required)


def _given(action: argparse.Action) -> Iterator[str]:
    """A word that the parser takes for an option, or for a word without one."""
    yield from action.option_strings[:1]
    if action.nargs != 0:
        yield str(next(iter(action.choices))) if action.choices else "1"


def _step(name: str, does: Callable[[], object]) -> None:
    start = time.monotonic()
    does()
    print(f"ok  {name} ({time.monotonic() - start:.0f} s)", flush=True)


if __name__ == "__main__":
    sys.exit(main())
