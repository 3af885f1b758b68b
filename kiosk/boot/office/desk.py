"""`ceiba desk`: slips and codes from a scanner or a keyboard, in a window or from a pipe. One rule: what cannot be
read is an answer like any other and never ends the work.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from kiosk.boot.hardening import harden
from kiosk.boot.layout import Layout
from kiosk.boot.office.desk_steps import DeskSteps
from kiosk.boot.office.desk_text import as_json, as_text, page_of
from kiosk.boot.office.fetching import go_on_with_what_is_here
from kiosk.boot.office.shelter_files import read_shelter
from kiosk.formats.keystore import Holder
from kiosk.languages.catalogue import Catalogue, load_catalogue
from kiosk.ports.desk_store import Aside
from kiosk.problem import Problem
from shelter.desk.reading import Reading

LONGEST_LINE = 1024
"""Bytes of a line from a scanner that are looked at."""


class OnlyHeadless(Problem):
    """Something was asked for that a window does not do."""

    code = "only-headless"


def run(arguments: Namespace) -> int:
    """Open the window; or, headless, take in what has come and read a slip, a code, or lines from stdin."""
    harden()
    say = load_catalogue(arguments.lang)
    site = read_shelter(Layout(arguments.data))
    steps = DeskSteps(site, arguments.sources, arguments.server)
    if not arguments.headless:
        _check_for_window(arguments)
        from kiosk.boot.office.desk_window import open_desk

        return open_desk(site, steps, arguments.lang)
    steps.open(site.unlock(Holder.DESK, arguments.passphrase_file))
    go_on_with_what_is_here(steps.take_in())
    if arguments.scan == "-":
        return _stream(steps, say, arguments)
    if arguments.scan is None and arguments.code is None:
        return _tell_state(steps.asides(), as_json=arguments.json)
    reading = steps.scan(arguments.scan) if arguments.code is None else steps.look_up(arguments.code)
    shown = _act(steps, reading, arguments)
    if arguments.json:
        print(json.dumps(as_json(shown, say), ensure_ascii=False, indent=1))
    else:
        print(as_text(page_of(shown, say, steps.protocols)))
    return 0


def _check_for_window(arguments: Namespace) -> None:
    asked = (arguments.scan, arguments.code, arguments.passphrase_file)
    if any(one is not None for one in asked) or arguments.json or arguments.arrived or arguments.withdraw:
        raise OnlyHeadless("The window is scanned into and asks for the passphrase itself; add --headless for scripts.")


def _stream(steps: DeskSteps, say: Catalogue, arguments: Namespace) -> int:
    """One answer a line, at once, so that a scanner can be piped in."""
    for line in _lines(sys.stdin.buffer):
        try:
            shown = _act(steps, steps.read(line), arguments)
        except Problem as problem:
            answer: dict[str, object] = {"status": problem.code, "sentence": problem.sentence}
            text = f"{problem.sentence} [{problem.code}]"
        else:
            answer, text = as_json(shown, say), as_text(page_of(shown, say, steps.protocols)) + "\n"
        print(json.dumps(answer, ensure_ascii=False) if arguments.json else text, flush=True)
    return 0


def _act(steps: DeskSteps, reading: Reading, arguments: Namespace) -> Reading:
    if arguments.withdraw:
        return steps.withdraw(reading)
    return steps.arrive(reading) if arguments.arrived else reading


def _lines(source: BinaryIO) -> Iterator[str]:
    """Lines with something in them; of an endless one only the beginning."""
    while untrusted := source.readline(LONGEST_LINE):
        rest = untrusted
        while rest and not rest.endswith(b"\n"):
            rest = source.readline(LONGEST_LINE)
        line = untrusted.decode("utf-8", errors="replace").strip()
        if line:
            yield line


def _tell_state(asides: Sequence[Aside], *, as_json: bool) -> int:
    reasons = Counter(one.why for one in asides)
    if as_json:
        print(json.dumps({"status": "ready", "set_aside": dict(sorted(reasons.items()))}))
        return 0
    print("The desk is up to date. Scan a slip or type a code with --scan or --code.")
    for why, times in sorted(reasons.items()):
        print(f"Set aside because of {why}: {times}. Show IT the file desk.sqlite.")
    return 0
